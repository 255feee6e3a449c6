//! What is wrong with the schema of an answer, in the three languages.

use super::Words;

pub(crate) const ROOT: Words = Words {
    en: "at the top it must be of type object, without anyOf",
    pt_br: "no topo ele deve ser do tipo object, sem anyOf",
    es: "en lo más alto debe ser de tipo object, sin anyOf",
};

pub(crate) const KEYWORD: Words = Words {
    en: "structured outputs do not know “{name}”",
    pt_br: "as saídas estruturadas não conhecem “{name}”",
    es: "las salidas estructuradas no conocen «{name}»",
};

pub(crate) const VALUE: Words = Words {
    en: "“{name}” has a value that it cannot have",
    pt_br: "“{name}” tem um valor que não pode ter",
    es: "«{name}» tiene un valor que no puede tener",
};

pub(crate) const TYPE: Words = Words {
    en: "{name} is no type; null, boolean, integer, number, string, array and object are accepted",
    pt_br: "{name} não é um tipo; são aceitos null, boolean, integer, number, string, array e object",
    es: "{name} no es un tipo; se aceptan null, boolean, integer, number, string, array y object",
};

pub(crate) const CLOSED: Words = Words {
    en: "every object must say \"additionalProperties\": false",
    pt_br: "todo objeto deve dizer \"additionalProperties\": false",
    es: "todo objeto debe decir \"additionalProperties\": false",
};

pub(crate) const REQUIRED: Words = Words {
    en: "every field must be required, and “{name}” is not; one that may be absent is of type null as well",
    pt_br: "todo campo deve estar em required, e “{name}” não está; um que possa faltar é também do tipo null",
    es: "todo campo debe estar en required, y «{name}» no lo está; uno que pueda faltar es también de tipo null",
};

pub(crate) const NO_PROPERTY: Words = Words {
    en: "{name} is required, but properties do not describe it",
    pt_br: "{name} está em required, mas properties não o descreve",
    es: "{name} está en required, pero properties no lo describe",
};

pub(crate) const ITEMS: Words = Words {
    en: "an array must describe its items",
    pt_br: "uma lista deve descrever seus items",
    es: "una lista debe describir sus items",
};

pub(crate) const REFERENCE: Words = Words {
    en: "“{name}” leads nowhere; # and #/$defs/NAME are accepted",
    pt_br: "“{name}” não leva a nada; são aceitos # e #/$defs/NOME",
    es: "«{name}» no lleva a nada; se aceptan # y #/$defs/NOMBRE",
};

pub(crate) const PATTERN: Words = Words {
    en: "the pattern “{name}” cannot be checked: it is malformed or too large, or it looks ahead, behind or back",
    pt_br: "o padrão “{name}” não pode ser verificado: está malformado, é grande demais ou olha adiante ou para trás",
    es: "el patrón «{name}» no se puede comprobar: está mal formado, es demasiado grande o mira adelante o atrás",
};

pub(crate) const FORMAT: Words = Words {
    en: "there is no format “{name}”; date-time, time, date, duration, email, hostname, ipv4, ipv6 and uuid are accepted",
    pt_br: "não há o formato “{name}”; são aceitos date-time, time, date, duration, email, hostname, ipv4, ipv6 e uuid",
    es: "no hay el formato «{name}»; se aceptan date-time, time, date, duration, email, hostname, ipv4, ipv6 y uuid",
};
