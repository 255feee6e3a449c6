//! Every text of this plugin's own, in the three languages. What the service says is passed on as it is.

use tomada_sdk::Locale;

pub(crate) fn nothing_to_say(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "There is nothing to ask: give a prompt or messages.",
        Locale::PtBr => "Não há nada a perguntar: informe prompt ou messages.",
        Locale::Es => "No hay nada que preguntar: indique prompt o messages.",
    }
}

pub(crate) fn prompt_and_messages(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "Both prompt and messages are given: the conversation ends with one of them.",
        Locale::PtBr => "prompt e messages foram informados: a conversa termina com um dos dois.",
        Locale::Es => "Se indican prompt y messages: la conversación termina con uno de los dos.",
    }
}

pub(crate) fn no_such_prompt(locale: Locale, name: &str, known: &str) -> String {
    match (locale, known) {
        (Locale::En, "") => format!("The connection has no prompt “{name}”; it has none at all."),
        (Locale::En, _) => format!("The connection has no prompt “{name}”. It has: {known}."),
        (Locale::PtBr, "") => format!("A conexão não tem o prompt “{name}”; ela não tem nenhum."),
        (Locale::PtBr, _) => format!("A conexão não tem o prompt “{name}”. Ela tem: {known}."),
        (Locale::Es, "") => format!("La conexión no tiene el prompt «{name}»; no tiene ninguno."),
        (Locale::Es, _) => format!("La conexión no tiene el prompt «{name}». Tiene: {known}."),
    }
}

pub(crate) fn content_filter(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "The service's content filter stopped the answer.",
        Locale::PtBr => "O filtro de conteúdo do serviço interrompeu a resposta.",
        Locale::Es => "El filtro de contenido del servicio detuvo la respuesta.",
    }
}

pub(crate) fn cut_short(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "The answer broke off before its end.",
        Locale::PtBr => "A resposta foi interrompida antes do fim.",
        Locale::Es => "La respuesta se cortó antes del final.",
    }
}

pub(crate) fn broken_off(locale: Locale, said: &str) -> String {
    match locale {
        Locale::En => format!("The service broke its answer off: {said}"),
        Locale::PtBr => format!("O serviço interrompeu a resposta: {said}"),
        Locale::Es => format!("El servicio interrumpió la respuesta: {said}"),
    }
}

pub(crate) fn check_key(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "Check the connection's API key: it may be missing, revoked or of another project.",
        Locale::PtBr => {
            "Verifique a chave de API da conexão: ela pode faltar, ter sido revogada ou ser de outro projeto."
        }
        Locale::Es => {
            "Compruebe la clave de API de la conexión: puede faltar, estar revocada o ser de otro proyecto."
        }
    }
}

pub(crate) fn list_models(locale: Locale) -> &'static str {
    match locale {
        Locale::En => {
            "The action “models” lists the names there are; the base address must end where the service's API begins."
        }
        Locale::PtBr => {
            "A ação “models” lista os nomes que existem; o endereço base deve terminar onde começa a API do serviço."
        }
        Locale::Es => {
            "La acción «models» lista los nombres que existen; la dirección base debe terminar donde empieza la API del servicio."
        }
    }
}
