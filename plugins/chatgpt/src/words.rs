//! Every text of this plugin's own, in the three languages. What the service says is passed on as it is.

pub(crate) mod schema;

use tomada_sdk::{Failure, Kind, Locale};

/// One text. A `{name}` in it stands for what is known only later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    en: &'static str,
    pt_br: &'static str,
    es: &'static str,
}

impl Words {
    /// The text in the language of `locale`.
    pub(crate) fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::PtBr => self.pt_br,
            Locale::Es => self.es,
        }
    }

    /// The same with `values` in their places. A value is never searched for places itself.
    pub(crate) fn with(self, locale: Locale, values: &[(&str, &str)]) -> String {
        let mut pieces = self.get(locale).split('{');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, after) = piece.split_once('}').unwrap_or((piece, ""));
            let value = values.iter().find(|(other, _)| *other == name);
            text.push_str(value.map_or(name, |(_, value)| value));
            text.push_str(after);
        }
        text
    }
}

/// The refusal of what stands at `at` in the input.
pub(crate) fn refuse(at: impl Into<String>, words: Words, locale: Locale) -> Failure {
    Failure::new(Kind::InvalidInput, words.get(locale)).with_at(at)
}

pub(crate) const NOTHING_TO_SAY: Words = Words {
    en: "There is nothing to ask: give a prompt or messages.",
    pt_br: "Não há nada a perguntar: informe prompt ou messages.",
    es: "No hay nada que preguntar: indique prompt o messages.",
};

pub(crate) const PROMPT_AND_MESSAGES: Words = Words {
    en: "Both prompt and messages are given: the conversation ends with one of them.",
    pt_br: "prompt e messages foram informados: a conversa termina com um dos dois.",
    es: "Se indican prompt y messages: la conversación termina con uno de los dos.",
};

pub(crate) const NO_PROMPT_OF_THAT_NAME: Words = Words {
    en: "The connection has no prompt “{name}”. It has: {known}.",
    pt_br: "A conexão não tem o prompt “{name}”. Ela tem: {known}.",
    es: "La conexión no tiene el prompt «{name}». Tiene: {known}.",
};

pub(crate) const NO_PROMPTS: Words = Words {
    en: "The connection has no prompt “{name}”; it has none at all.",
    pt_br: "A conexão não tem o prompt “{name}”; ela não tem nenhum.",
    es: "La conexión no tiene el prompt «{name}»; no tiene ninguno.",
};

pub(crate) const ONLY_ASSISTANT_CALLS: Words = Words {
    en: "Only a message of the assistant calls tools: remove tool_calls, or correct the role.",
    pt_br: "Só uma mensagem de assistant chama ferramentas: remova tool_calls ou corrija role.",
    es: "Solo un mensaje de assistant llama a herramientas: quite tool_calls o corrija role.",
};

pub(crate) const WHICH_CALL: Words = Words {
    en: "A message of a tool says which call it answers: give tool_call_id, the id of that call.",
    pt_br: "Uma mensagem de ferramenta diz a qual chamada responde: informe tool_call_id, o id dessa chamada.",
    es: "Un mensaje de herramienta dice a qué llamada responde: indique tool_call_id, el id de esa llamada.",
};

pub(crate) const ONLY_TOOLS_ANSWER: Words = Words {
    en: "Only a message of a tool answers a call: remove tool_call_id, or make the role tool.",
    pt_br: "Só uma mensagem de ferramenta responde a uma chamada: remova tool_call_id ou use o role tool.",
    es: "Solo un mensaje de herramienta responde a una llamada: quite tool_call_id o use el role tool.",
};

pub(crate) const ONLY_USER_SHOWS: Words = Words {
    en: "Only the user shows pictures: move them to a message whose role is user.",
    pt_br: "Só o usuário mostra imagens: passe-as para uma mensagem com o role user.",
    es: "Solo el usuario muestra imágenes: páselas a un mensaje con el role user.",
};

pub(crate) const NOTHING_SAID: Words = Words {
    en: "The message says nothing: give content.",
    pt_br: "A mensagem não diz nada: informe content.",
    es: "El mensaje no dice nada: indique content.",
};

pub(crate) const IMAGES_IN_MESSAGES: Words = Words {
    en: "images go with prompt. With messages, put each picture into the content of its message.",
    pt_br: "images acompanha prompt. Com messages, ponha cada imagem no content da sua mensagem.",
    es: "images acompaña a prompt. Con messages, ponga cada imagen en el content de su mensaje.",
};

pub(crate) const IMAGE_ONE: Words = Words {
    en: "A picture has either url or data.",
    pt_br: "Uma imagem tem url ou data, e não ambos.",
    es: "Una imagen tiene url o data, y no ambos.",
};

pub(crate) const IMAGE_ADDRESS: Words = Words {
    en: "This is no https or http address of a picture. A picture in base64 goes into data.",
    pt_br: "Isto não é um endereço https ou http de uma imagem. Uma imagem em base64 vai em data.",
    es: "Esto no es una dirección https o http de una imagen. Una imagen en base64 va en data.",
};

pub(crate) const IMAGE_DATA: Words = Words {
    en: "This is no picture in base64: PNG, JPEG, GIF and WebP are accepted, without “data:” before them.",
    pt_br: "Isto não é uma imagem em base64: são aceitas PNG, JPEG, GIF e WebP, sem “data:” na frente.",
    es: "Esto no es una imagen en base64: se aceptan PNG, JPEG, GIF y WebP, sin «data:» delante.",
};

pub(crate) const NOTHING_TO_JUDGE: Words = Words {
    en: "There is nothing to judge: give text or images.",
    pt_br: "Não há nada a avaliar: informe text ou images.",
    es: "No hay nada que evaluar: indique text o images.",
};

pub(crate) const AUDIO_DATA: Words = Words {
    en: "This is no audio in base64.",
    pt_br: "Isto não é um áudio em base64.",
    es: "Esto no es un audio en base64.",
};

pub(crate) const AUDIO_NAME: Words = Words {
    en: "“{name}” does not end as an audio file that the service reads: {known} are accepted.",
    pt_br: "“{name}” não termina como um arquivo de áudio que o serviço lê: são aceitos {known}.",
    es: "«{name}» no termina como un archivo de audio que el servicio lee: se aceptan {known}.",
};

pub(crate) const SCHEMA_NOT_SUPPORTED: Words = Words {
    en: "The schema cannot be used: {reason}.",
    pt_br: "Não é possível usar este esquema: {reason}.",
    es: "No se puede usar este esquema: {reason}.",
};

pub(crate) const SCHEMA_HINT: Words = Words {
    en: "It must keep to the part of JSON Schema that structured outputs know: the README of this integration lists it.",
    pt_br: "Ele deve ficar na parte de JSON Schema que as saídas estruturadas conhecem: o README desta integração a lista.",
    es: "Debe limitarse a la parte de JSON Schema que conocen las salidas estructuradas: el README de esta integración la enumera.",
};

pub(crate) const ANSWER_NOT_JSON: Words = Words {
    en: "The model did not answer in JSON, although the call asks for it.",
    pt_br: "O modelo não respondeu em JSON, embora a chamada peça isso.",
    es: "El modelo no respondió en JSON, aunque la llamada lo pide.",
};

pub(crate) const ANSWER_CUT: Words = Words {
    en: "The model's answer in JSON is not whole: it reached the most tokens that it may write.",
    pt_br: "A resposta do modelo em JSON está incompleta: ela chegou ao máximo de tokens que ele pode escrever.",
    es: "La respuesta del modelo en JSON no está completa: llegó al máximo de tokens que puede escribir.",
};

pub(crate) const MORE_TOKENS: Words = Words {
    en: "Raise max_output_tokens, or ask for less.",
    pt_br: "Aumente max_output_tokens ou peça menos.",
    es: "Aumente max_output_tokens o pida menos.",
};

pub(crate) const ANSWER_MISFIT: Words = Words {
    en: "The model's answer does not fit the schema: at “{at}” it breaks “{keyword}”.",
    pt_br: "A resposta do modelo não segue o esquema: em “{at}” ela não cumpre “{keyword}”.",
    es: "La respuesta del modelo no sigue el esquema: en «{at}» no cumple «{keyword}».",
};

pub(crate) const CONTENT_FILTER: Words = Words {
    en: "The service's content filter stopped the answer.",
    pt_br: "O filtro de conteúdo do serviço interrompeu a resposta.",
    es: "El filtro de contenido del servicio detuvo la respuesta.",
};

pub(crate) const CUT_SHORT: Words = Words {
    en: "The answer broke off before its end.",
    pt_br: "A resposta foi interrompida antes do fim.",
    es: "La respuesta se cortó antes del final.",
};

pub(crate) const FELL_SILENT: Words = Words {
    en: "The service fell silent in the middle of its answer.",
    pt_br: "O serviço parou de responder no meio da resposta.",
    es: "El servicio dejó de responder en medio de la respuesta.",
};

pub(crate) const BROKEN_OFF: Words = Words {
    en: "The service broke its answer off: {said}",
    pt_br: "O serviço interrompeu a resposta: {said}",
    es: "El servicio interrumpió la respuesta: {said}",
};

pub(crate) const CHECK_KEY: Words = Words {
    en: "Check the connection's API key: it may be missing, revoked or of another project.",
    pt_br: "Verifique a chave de API da conexão: ela pode faltar, ter sido revogada ou ser de outro projeto.",
    es: "Compruebe la clave de API de la conexión: puede faltar, estar revocada o ser de otro proyecto.",
};

pub(crate) const ADD_CREDIT: Words = Words {
    en: "Waiting does not help: whoever owns the account of this key must add credit or raise its limit at the service.",
    pt_br: "Esperar não adianta: o dono da conta desta chave precisa adicionar crédito ou aumentar o limite no serviço.",
    es: "Esperar no sirve: el dueño de la cuenta de esta clave debe añadir crédito o aumentar su límite en el servicio.",
};

pub(crate) const SHORTEN: Words = Words {
    en: "Send less history or a shorter knowledge base, or choose a model that takes more.",
    pt_br: "Envie menos histórico ou uma base de conhecimento mais curta, ou escolha um modelo que aceite mais.",
    es: "Envíe menos historial o una base de conocimiento más corta, o elija un modelo que acepte más.",
};

pub(crate) const LIST_MODELS: Words = Words {
    en: "The action “models” lists the names there are; the base address must end where the service's API begins.",
    pt_br: "A ação “models” lista os nomes que existem; o endereço base deve terminar onde começa a API do serviço.",
    es: "La acción «models» lista los nombres que existen; la dirección base debe terminar donde empieza la API del servicio.",
};
