# Todos los textos propios de Tomada que ven las personas, en español.
#
# Un mensaje por código. El atributo `.hint` dice qué hacer a continuación. Los argumentos llevan los nombres que pasa
# el código, con `-` en lugar de `_`. Los tres archivos tienen los mismos mensajes, atributos y argumentos: una prueba
# los compara.

## Los nueve tipos de fallo: la etiqueta y quién debe actuar

kind-invalid-input = Entrada no válida
    .who = Quien arma el flujo
kind-unauthorized = No autorizado
    .who = Quien es responsable de la conexión
kind-forbidden = No permitido
    .who = Quien opera esta instalación
kind-not-found = No encontrado
    .who = Quien arma el flujo
kind-rate-limited = Demasiadas llamadas
    .who = Nadie: espere y vuelva a intentarlo
kind-unavailable = No disponible
    .who = Nadie: vuelva a intentarlo
kind-uncertain = Resultado desconocido
    .who = Una persona, que comprueba el servicio antes de volver a intentarlo
kind-rejected = Rechazado por el servicio
    .who = Quien arma el flujo
kind-broken = Integración defectuosa
    .who = Quien hizo la integración

## tomada-core

answer-not-as-expected = El servicio respondió algo distinto de lo que espera esta integración: { $reason }.
    .hint = Vea la respuesta en el registro de llamadas. Si el servicio cambió de formato, hay que actualizar la integración.
settings-not-readable = No se pudo leer la configuración de la conexión: { $reason }.
    .hint = Abra la conexión, corrija la configuración indicada aquí y vuelva a guardarla.
output-not-json = La integración produjo un resultado que no se puede escribir como JSON: { $reason }.
    .hint = Avise a quien hizo la integración e indique el número de la ejecución.
state-conflict = Otra ejecución acaba de cambiar «{ $key }» en la memoria de esta conexión.
    .hint = Ejecute la acción de nuevo.
preview-not-available = Aquí no se puede decir qué se enviaría.
    .hint = Pida al operador un host más reciente, o ejecute la acción y mire el registro de llamadas.

## tomada-catalog: archivos

file-missing = No existe el archivo { $path }.
file-not-regular = { $path } no es un archivo normal.
    .hint = Nunca se leen carpetas, tuberías ni dispositivos. Ponga ahí un archivo normal.
file-too-large = { $path } ocupa más de { $max-kib } KiB.
file-not-text = { $path } no es texto UTF-8 a partir del byte { $offset-bytes }.
    .hint = Guarde el archivo en UTF-8.
file-unreadable = No se pudo leer { $path }: { $reason }.
toml-syntax = { $place }: esto no es TOML: { $reason }.
toml-unknown = { $place }: «{ $found }» no existe aquí. Se acepta: { $accepted }.
    .hint = El nombre aceptado más parecido es «{ $nearest }».
toml-missing = { $place }: falta «{ $key }».
toml-wrong-value = { $place }: { $reason }.

## tomada-catalog: entradas

catalog-integration-unknown = No hay ninguna integración «{ $id }» en el catálogo.
    .hint = La más parecida es «{ $nearest }». `tomada list` las muestra todas.
catalog-empty = No hay ninguna integración «{ $id }»: el catálogo está vacío.
    .hint = Añada un [[integration]] a catalog.toml.
catalog-version-unknown = El catálogo no tiene ninguna versión de { $id } que cumpla { $requirement }.
    .hint = Tiene { $versions }.
catalog-unknown-id = No hay ninguna integración «{ $id }» en { $path }.
    .hint = La más parecida es «{ $nearest }».
catalog-manifest-missing = No hay ningún manifest.json en { $folder } ni en una carpeta justo debajo.
    .hint = Ponga ahí { $id } o corrija «source» en catalog.toml; después ejecute `tomada lock { $id }`.
catalog-no-match = Ninguna de las versiones que hay cumple { $id } { $requirement }, exigido en { $place }: { $found }.
    .hint = Cambie el requisito o añada una versión que lo cumpla.
catalog-conflict = { $id } { $version } se ofrece dos veces: { $one } y { $other }.
    .hint = Quite uno de los dos o cambie su requisito de versión; después ejecute `tomada lock { $id }`.
catalog-not-locked = { $id } todavía no se ha aceptado.
    .hint = `tomada lock { $id }` acepta la versión { $version } tal como está ahora.
catalog-lock-stale = { $id } está fijado en la versión { $locked }, que no cumple { $requirement }, exigido en { $place }.
    .hint = `tomada lock { $id }` elige y acepta una versión que lo cumpla.
catalog-file-changed = { $path } ha cambiado desde que se aceptó { $id }.
    .hint = Si el cambio es intencionado, `tomada lock { $id }` lo acepta. Si no lo es, restaure el archivo.
catalog-library-missing = Falta la biblioteca de { $id }; se buscó en { $looked-at }.
    .hint = Compile o restaure la biblioteca y después ejecute `tomada lock { $id }`.
catalog-signature-refused = La firma de { $library } no es válida: { $reason }.
    .hint = Pida de nuevo la biblioteca y la firma a su autor, o corrija «key» en catalog.toml.
catalog-lock-unreadable = catalog.lock no está como lo escribe `tomada lock`. { $place }: { $reason }.
    .hint = Restaure el archivo, o bórrelo y ejecute `tomada lock`, que acepta todos los archivos tal como están ahora.
catalog-lock-not-written = No se pudo escribir { $path }; el anterior queda intacto: { $reason }.

## tomada-catalog: manifiestos

manifest-shape = { $path } no es un manifiesto: { $reason }.
manifest-of-another = { $path } es el manifiesto de { $found }; se espera el de { $expected }.
    .hint = Corrija «id» o «source» en catalog.toml y después ejecute `tomada lock`.
manifest-kebab-case = { $at }: «{ $found }» no está en kebab-case de 64 caracteres como máximo, como google-sheets.
manifest-name = { $at }: «{ $found }» no sirve de nombre: se aceptan minúsculas, dígitos y «_», empezando por una letra, 64 caracteres como máximo.
manifest-action-twice = { $at }: hay dos acciones con este nombre.
manifest-text-empty = { $at }: el texto está vacío.
    .hint = Todo texto que ven las personas hace falta en en, pt-BR y es.
manifest-test-unknown = { $at }: «{ $found }» no es una acción de esta integración.
    .hint = Hay: { $actions }.
manifest-test-changes = { $at }: «{ $found }» tiene efecto «{ $effect }», pero la acción que prueba una conexión debe tener efecto «read».
manifest-schema = { $at }: el esquema no es de "type": "object".
manifest-setting-schema = { $at }: el esquema no es un objeto JSON.
manifest-default = { $at }: { $found } no es lo que acepta el esquema: { $accepted }.
manifest-host = { $at }: «{ $found }» no es un host.
    .hint = Se acepta: https://host o https://host:puerto, en minúsculas y sin ruta; {"{{"} settings.NOMBRE {"}}"}; {"{{"} input.NOMBRE {"}}"}; o * para cualquiera que sea público.
manifest-host-setting = { $at }: «{ $found }» no es un ajuste de esta integración.
    .hint = Hay: { $settings }.
draft-unpaired = { $place }: las acciones y los esquemas no concuerdan. Acciones sin esquemas: { $actions }. Esquemas sin acción: { $schemas }.
    .hint = Dé el mismo nombre a los dos lados: [actions.NOMBRE] en integration.toml y el nombre con que se exporta la acción.

## tomada-host

json-null = nada (null)
json-boolean = verdadero o falso
json-integer = un número entero
json-number = un número
json-string = un texto
json-array = una lista
json-object = un objeto con campos
run-out-of-bounds = La ejecución no comenzó: { $what } es { $found } y debe estar entre 1 y { $max } (bytes, o milisegundos si es el plazo).
connection-no-default = Este proyecto tiene conexiones para «{ $integration }», pero ninguna es la predeterminada, y la ejecución no indica ninguna.
    .hint = Indique una, o haga que una sea la predeterminada.
connection-unknown = Este proyecto no tiene la conexión «{ $connection }».
    .hint = Elija una de las conexiones del proyecto o cree esa conexión.
connection-of-another-integration = La conexión «{ $connection }» es de la integración { $found }, no de { $integration }.
    .hint = Elija una conexión de { $integration }.
integration-unknown = Aquí no existe la integración «{ $integration }».
    .hint = Existen: { $known }.
integration-misspelt = Aquí no existe la integración «{ $integration }».
    .hint = ¿Quiso decir { $nearest }?
integration-no-version = Ninguna versión de { $integration } cumple { $wanted }; existe { $known }.
    .hint = Pida una versión que exista o actualice la versión fijada en la conexión.
integration-panicked = La integración se detuvo por un defecto propio.
    .hint = Avise a quien hizo la integración e indique el número de la ejecución.
integration-not-as-pinned = El catálogo fija { $integration }, pero su biblioteca resultó ser { $found }.
    .hint = Compile la integración y fíjela de nuevo.
action-unknown = { $integration } no tiene la acción «{ $action }».
    .hint = Sus acciones son: { $known }.
action-misspelt = { $integration } no tiene la acción «{ $action }».
    .hint = ¿Quiso decir { $nearest }?
schema-not-readable = El manifiesto de { $integration } describe «{ $of }» con algo que no es un JSON Schema: { $reason }
    .hint = Avise a quien hizo la integración.
manifest-bad-host = El manifiesto de { $integration } pide la dirección «{ $found }», que no es un origen como https://api.example.com ni una de las formas conocidas aquí.
    .hint = Avise a quien hizo la integración o actualice esta instalación.
settings-not-object = La configuración de la conexión debe ser un objeto con un campo por cada valor.
settings-problems = La configuración de la conexión no es correcta:{ $problems }
    .hint = { $count ->
        [one] Corríjala en la conexión.
       *[other] Corrija { $count } puntos en la conexión.
    }
setting-missing = A la conexión le falta el valor «{ $title }» ({ $name }).
    .hint = Complete ese campo.
setting-unknown = { $integration } no conoce el valor de configuración «{ $name }».
    .hint = Los que conoce son: { $known }.
setting-misspelt = { $integration } no conoce el valor de configuración «{ $name }».
    .hint = ¿Quiso decir { $nearest }?
setting-not-wanted = { $integration } no tiene configuración, y la conexión indica «{ $name }».
    .hint = Quite ese campo.
setting-not-web-address = El valor de configuración «{ $name }» debe ser una dirección web que comience con https:// o http:// y no contenga nombre de usuario.
auth-kind-missing = La conexión deja abierta su autenticación: “any” es para integraciones.
    .hint = Elija uno de los tipos, por ejemplo “basic” o “bearer”.
auth-not-wanted = { $integration } ya dice cómo se autentican sus llamadas, y la conexión también lo dice.
    .hint = Quítela de la conexión.
auth-not-readable = La autenticación de la conexión no se puede leer: { $reason }.
    .hint = Corríjala en la conexión.
auth-setting-missing = La autenticación necesita la configuración “{ $name }”, que la conexión no tiene.
    .hint = Complétela.
secret-missing = A la conexión le falta el secreto «{ $name }», sin el cual { $integration } no deja entrar.
    .hint = Añádalo a la conexión.
secret-unknown = La integración no usa un secreto «{ $name }».
    .hint = Sus secretos son: { $known }.
secret-not-wanted = La integración no usa secretos, y la conexión indica «{ $name }».
    .hint = Quítelo.
secret-too-short = El secreto «{ $name }» tiene { $found } bytes. Los secretos de menos de { $min } bytes no pueden mantenerse fuera del registro de llamadas.
    .hint = Use uno más largo.
secret-nowhere = La conexión indica un secreto, pero ninguna dirección a la que pueda ir: nunca se enviaría.
    .hint = Complete { $settings } o quite el secreto.
manifest-secret-nowhere = { $integration } recibe un secreto y no indica ninguna dirección a la que pueda ir.
    .hint = Quien la escribió debe indicar una en [permissions].
input-problems = { $count } cosas en la entrada no son correctas:{ $problems }
input-unknown-field = { $at }: ese campo no existe; aquí existen: { $known }
input-field-misspelt = { $at }: ese campo no existe; ¿quiso decir { $nearest }?
input-no-fields = { $at }: ese campo no existe; aquí no hay campos
input-missing-field = { $at }: falta ese campo
input-wrong-type = { $at }: hay { $found-type }, se espera { $accepted-types }
input-not-object = { $at }: la entrada es { $found-type }, se espera { $accepted-types }
input-not-one-of = { $at }: hay { $found }, se acepta: { $accepted }
input-out-of-range = { $at }: hay { $found }, se espera un número { $accepted }
input-wrong-length = { $at }: hay { $found } caracteres, se espera { $accepted }
input-wrong-count = { $at }: hay { $found } elementos, se espera { $accepted }
input-wrong-format = { $at }: { $found } no está escrito como { $accepted }
input-not-accepted = { $at }: no se acepta: { $reason }
input-not-web-address = { $at }: { $found } no es una dirección web que comience con https:// o http:// y no contenga nombre de usuario
connection-busy = Esta conexión ya tiene tantas ejecuciones en curso y en espera como puede tener.
    .hint = Espere y vuelva a intentarlo; reparta las ejecuciones en el tiempo.
host-busy = Esta instalación ya tiene tantas ejecuciones en curso y en espera como soporta.
    .hint = Espere y vuelva a intentarlo.
host-stopping = La instalación se está deteniendo; la ejecución no terminó.
    .hint = Busque la ejecución en el registro de llamadas y después vuelva a intentarlo.
host-without-egress = Esta instalación no tiene salida a la red.
idempotency-full = Hay demasiadas ejecuciones con clave de idempotencia en curso.
    .hint = Espere y vuelva a intentarlo con la misma clave.
idempotency-key-reused = Esta clave de idempotencia ya se usó con otra entrada.
    .hint = Use una clave nueva para una ejecución nueva.
idempotent-run-not-finished = La primera ejecución con esta clave de idempotencia sigue en curso.
    .hint = Vuelva a preguntar más tarde con la misma clave.
rehearsal-ends = Esto fue un ensayo: la llamada se mostró y no se envió.
run-timed-out = La ejecución se terminó a los { $deadline-ms } ms, que es su plazo.
    .hint = Vea sus llamadas en el registro de llamadas para saber en qué se fue el tiempo.
run-is-over = La ejecución terminó; ya no se puede enviar nada por ella.
nobody-reads = Ya nadie recibe los resultados parciales de esta ejecución.
output-too-large = La integración dio un resultado de { $found } bytes; se aceptan { $max } como máximo.
    .hint = Pida menos de una vez.
output-not-as-declared = El resultado de { $action } no es lo que declara el manifiesto: { $reason }
    .hint = Corrija el tipo de salida de la acción o su schema.
journal-not-written = No se pudo escribir la ejecución { $run-id } en el diario; por eso no se da su resultado.
    .hint = Revise el almacenamiento de esta instalación.
journal-full = Por el momento no se puede registrar lo que sucede, así que no se inicia nada.
    .hint = Normalmente el disco de esta instalación está lleno. Todo sigue por sí solo en cuanto haya espacio.
state-key-too-long = La integración usa una clave de { $found } bytes en la memoria de esta conexión («{ $key }»…); se aceptan { $max } como máximo.
state-value-too-large = La integración quiere guardar { $found } bytes en «{ $key }» en la memoria de esta conexión; se aceptan { $max } como máximo.
state-full = La integración quiere guardar «{ $key }» como clave número { $found } en la memoria de esta conexión; se aceptan { $max } como máximo.
state-store-full = La memoria de esta instalación está llena; «{ $key }» no se guardó.
    .hint = Pida a quien opera la instalación que libere espacio.

## tomada-sdk

input-not-readable = La integración no puede leer esta entrada: { $reason }.
    .hint = Corrija el campo que se nombra aquí. Si la entrada sigue el formulario, avise al autor de la integración.
action-panicked = La integración dejó de funcionar mientras ejecutaba esta acción.
    .hint = Avise al autor de la integración, con el número de la ejecución: su registro dice dónde fue.
message-too-large = Un mensaje de { $bytes } bytes es demasiado grande: pasan como máximo { $max-bytes } bytes a la vez.
    .hint = Trabaje con menos a la vez: un archivo más pequeño, menos filas.
host-not-understood = La integración no funciona con esta instalación: encontró { $found } y admite la versión { $supported }.
    .hint = Instale una versión de la integración hecha para esta versión de Tomada.
host-without-capability = Esta instalación no ofrece «{ $capability }», que la integración necesita.
    .hint = Pida al operador que lo permita o que actualice Tomada.
host-denied = Esta instalación no permitió que la integración usara «{ $capability }» (estado { $status }).
host-limit = La integración superó un límite de «{ $capability }» (estado { $status }).
    .hint = Pida menos a la vez o pida al operador que suba el límite.
host-unavailable = No se puede acceder a «{ $capability }» en este momento (estado { $status }).
    .hint = Ejecute la acción de nuevo.
host-gave-up = «{ $capability }» se interrumpió antes de terminar (estado { $status }).
host-refused = Esta instalación no entendió lo que la integración pidió a «{ $capability }» (estado { $status }).
    .hint = Avise al autor de la integración, con el número de la ejecución.
host-failed = «{ $capability }» falló dentro de esta instalación (estado { $status }).
host-answer-malformed = Esta instalación dio una respuesta que la integración no puede leer, de «{ $capability }»: { $found }.
    .hint = Avise al operador y al autor de la integración, con el número de la ejecución.
request-not-json = La integración produjo una solicitud que no se puede escribir como JSON: { $reason }.
    .hint = Avise al autor de la integración, con el número de la ejecución.
service-status = El servicio respondió con el estado { $status }.
service-said = El servicio respondió con el estado { $status }: { $answer }
answer-line-too-long = El servicio envió una línea de más de { $max-bytes } bytes.
answer-event-too-large = El servicio envió un evento de más de { $max-bytes } bytes.

## tomada-loader

plugin-not-a-library = El archivo de «{ $id }» no es una biblioteca de plugin: { $reason }.
    .hint = Compile el plugin de nuevo para esta máquina y acéptelo con `tomada lock { $id }`.
plugin-target = La biblioteca de «{ $id }» es para { $found }; este servidor es { $supported }.
    .hint = Pida al autor una biblioteca para este sistema o compílela aquí.
plugin-forbidden = La biblioteca de «{ $id }» contiene algo que ningún plugin puede tener: { $item }.
    .hint = Para el autor: { $rule }.
plugin-manifest = El manifiesto en la biblioteca de «{ $id }» no se puede usar: { $reason }.
    .hint = Compile el plugin de nuevo con un SDK actual.
plugin-version = «{ $id }» habla la versión { $found } de la interfaz de plugins; este servidor habla { $supported }.
    .hint = Compile el plugin de nuevo con el SDK de este servidor o actualice el servidor.
plugin-needs = «{ $id }» necesita { $found }; este servidor tiene { $supported }.
    .hint = Compile el plugin de nuevo para este servidor o actualice el servidor.
plugin-map = No se pudo cargar la biblioteca de «{ $id }»: { $reason }.
    .hint = Avise al autor de la integración.
plugin-entry = La biblioteca de «{ $id }» incumple las reglas de la interfaz de plugins: { $reason }.
    .hint = Avise al autor de la integración.
plugin-start = «{ $id }» se negó a iniciar: { $reason }.
    .hint = Avise al autor de la integración.
plugin-sandboxed = «{ $id }» está en el nivel «sandboxed», que necesita un proceso aparte; esta versión no tiene ninguno.
    .hint = Si confía a su autor este proceso entero, ponga tier = "trusted" para ella en catalog.toml.
plugin-taken = { $name } ya está abierta desde otra biblioteca (SHA-256 { $known }; esta es { $found }).
    .hint = Dé a la nueva biblioteca una versión mayor o reinicie el servidor.
plugin-protocol = La integración incumplió las reglas de la interfaz de plugins: { $reason }.
    .hint = Avise al autor de la integración, con el número de la ejecución.
plugin-panicked = La integración falló mientras se ejecutaba.
    .hint = Avise al autor de la integración, con el número de la ejecución. Se ha iniciado de nuevo.
plugin-status = La integración terminó sin respuesta (estado { $status }).
    .hint = Avise al autor de la integración, con el número de la ejecución.
plugin-unsupported = La integración no conoce esta acción, aunque su manifiesto la lista.
    .hint = Avise al autor de la integración.
plugin-recovering = La integración falló varias veces y se está iniciando de nuevo.
    .hint = Espere un momento y pruebe de nuevo.

## tomada-cli

cli-about = Ejecuta acciones de integraciones: lista un catálogo, muestra lo que hace una integración, la ejecuta y dice qué se envió.
cli-after = 
    Ejemplos:
      tomada list
      tomada show chatgpt --lang pt-BR
      tomada run hello greet --input '{"{"}"name": "Ada"{"}"}'
cli-heading-usage = Uso:
cli-heading-commands = Comandos
cli-heading-arguments = Argumentos
cli-heading-options = Opciones
cli-heading-global = Opciones de todos los comandos
cli-usage-command = <COMANDO>
cli-usage-options = {"["}OPCIONES]
cli-value-file = ARCHIVO
cli-value-language = IDIOMA
cli-value-when = CUÁNDO
cli-value-integration = INTEGRACIÓN
cli-value-action = ACCIÓN
cli-value-input = JSON|@ARCHIVO|-
cli-value-setting = NOMBRE=VALOR
cli-value-auth = JSON|@ARCHIVO
cli-value-secret = NOMBRE=@ARCHIVO|NOMBRE=env:VARIABLE
cli-value-proxy = URL
cli-value-opening = CIDR:PUERTO
cli-value-milliseconds = MILISEGUNDOS
cli-value-key = CLAVE
cli-value-shell = SHELL
cli-catalog = El catalog.toml que se usa; sin él, el más cercano en esta carpeta o por encima
cli-json = Responde en JSON, para programas
cli-lang = Habla en, pt-BR o es; sin ella, el idioma de LC_ALL, LC_MESSAGES o LANG
cli-color = Usa colores always (siempre), never (nunca) o auto: en una terminal, si NO_COLOR no está definida
cli-help = Muestra esta ayuda
cli-version = Muestra la versión
cli-list-about = Lista el catálogo, con el motivo de las entradas que no se pueden ejecutar
cli-list-after = 
    Ejemplos:
      tomada list
      tomada list --json --catalog tienda/catalog.toml
cli-list-empty = El catálogo está vacío.
cli-list-id = ID
cli-list-version = VERSIÓN
cli-list-title = TÍTULO
cli-list-category = CATEGORÍA
cli-list-state = ESTADO
cli-list-ready = lista
cli-list-problem = problema
cli-show-about = Muestra lo que hace una integración, qué puede llamar y qué reciben y devuelven sus acciones
cli-show-after = 
    Ejemplos:
      tomada show webhook
      tomada show chatgpt@^1 --json
cli-show-integration = La integración; ID@REQUISITO, como hello@^1, elige entre versiones
cli-show-permissions = Puede llamar
cli-show-no-hosts = nada fuera de sí misma
cli-show-any-host = cualquier dirección pública
cli-show-host-of-setting = la dirección en el valor de configuración { $name }
cli-show-host-of-input = la dirección en el campo { $name } de la entrada
cli-show-auth = Se autentica con
cli-show-auth-none = nada
cli-show-auth-any = lo que diga la conexión: --auth
cli-show-auth-body = una clave de API en el campo { $name } del cuerpo
cli-show-auth-basic = nombre de usuario y contraseña
cli-show-auth-digest = nombre de usuario y contraseña, como digest
cli-show-auth-hmac = una firma sobre cada solicitud
cli-show-auth-login = un token obtenido al iniciar sesión
cli-show-auth-client-credentials = un token para credenciales de cliente (OAuth 2.0)
cli-show-auth-authorization-code = un token que alguien concede en el servicio (OAuth 2.0)
cli-show-auth-service-account = un token para una cuenta de servicio
cli-show-auth-aws-sigv4 = AWS Signature Version 4
cli-show-auth-mtls = un certificado de cliente
cli-show-auth-bearer = un token bearer
cli-show-auth-header = una clave de API en el encabezado { $name }
cli-show-auth-query = una clave de API en el parámetro de consulta { $name }
cli-show-settings = Configuración
cli-show-default = por omisión { $value }
cli-show-required = obligatorio
cli-show-optional = opcional
cli-show-actions = Acciones
cli-show-read = lee
cli-show-write = escribe
cli-show-destructive = destruye
cli-show-streaming = da resultados parciales
cli-show-input = recibe
cli-show-output = devuelve
cli-run-about = Ejecuta una acción y dice qué resultó y qué se envió
cli-run-after = 
    Ejemplos:
      tomada run hello greet --input '{"{"}"name": "Ada"{"}"}'
      tomada run webhook call --input @call.json --json
      tomada run chatgpt chat --input - --secret token=env:OPENAI_KEY < chat.json
      tomada run webhook call --input @call.json --allow 127.0.0.1/32:8080
cli-run-integration = La integración; ID@REQUISITO, como hello@^1, elige entre versiones
cli-run-action = La acción
cli-run-input = La entrada de la acción: JSON, un archivo que lo contiene o - para la entrada estándar; un objeto vacío si falta
cli-run-settings = Un valor de configuración de la conexión; se puede repetir
cli-run-auth = Cómo se autentican las llamadas, cuando la integración lo deja a la conexión, por ejemplo {"{"}"kind": "basic", "username": "ana"{"}"}; los secretos van al lado
cli-auth-not-readable = --auth no contiene una autenticación: { $reason }.
    .hint = Por ejemplo {"{"}"kind": "basic", "username": "ana"{"}"} con --secret password=env:PASSWORD.
cli-run-secrets = Un secreto de la conexión, de un archivo o de una variable de entorno, nunca de la línea de órdenes; se puede repetir
cli-run-openings = Abre direcciones que de otro modo están cerradas, como las de esta máquina: 127.0.0.1/32:8080; se puede repetir
cli-run-proxy = Llega a todos los servicios por este proxy: http://host:puerto, https://… o socks5h://…; también de TOMADA_PROXY, y de ninguna otra variable
cli-run-deadline-ms = Cuánto puede tardar: de 1 a 900000 milisegundos, 30000 si falta
cli-run-idempotency-key = Da un nombre a la operación, para que se haga una sola vez por más que se pida
cli-run-verbose = Muestra todo lo que registra la integración
cli-run-number = ejecución { $run-id }, { $elapsed-ms } ms
cli-lock-about = Acepta los archivos que hay ahora y los fija en catalog.lock
cli-lock-after = 
    Ejemplos:
      tomada lock
      tomada lock webhook chatgpt
cli-lock-integrations = Qué entradas; todas si falta
cli-lock-added = añadida
cli-lock-updated = actualizada
cli-lock-unchanged = sin cambios
cli-lock-removed = quitada
cli-lock-refused = rechazada
cli-lock-other-files = otros archivos
cli-completions-about = Imprime un script que completa esta línea de órdenes
cli-completions-after = 
    Ejemplos:
      tomada completions bash > ~/.local/share/bash-completion/completions/tomada
cli-completions-shell = bash, elvish, fish, powershell o zsh
cli-wrong-usage = Uso incorrecto
cli-see-help = --help muestra lo que hay.
cli-value-missing = { $argument } necesita un valor y no tiene ninguno.
cli-value-unknown = «{ $found }» no es un valor de { $argument }.
    .hint = Se aceptan: { $accepted }.
cli-value-not-milliseconds = «{ $found }» no es un valor de { $argument }: se acepta un número entero de milisegundos de 1 a { $max }.
cli-argument-unknown = Aquí no existe el argumento «{ $found }».
cli-argument-misspelt = Aquí no existe el argumento «{ $found }».
    .hint = ¿Quiso decir { $nearest }?
cli-command-unknown = No existe la orden «{ $found }».
cli-command-misspelt = No existe la orden «{ $found }».
    .hint = ¿Quiso decir { $nearest }?
cli-argument-missing = Lo que falta: { $argument }.
cli-argument-twice = { $argument } aparece dos veces.
cli-not-text = Uno de los argumentos no es texto UTF-8.
cli-not-understood = No se pudo entender la línea de órdenes: { $reason }.
cli-not-a-requirement = «{ $found }» no es un requisito de versión: { $reason }.
    .hint = Escriba ID@1.2.0, ID@^1 o ID@>=1,<3.
cli-not-an-opening = «{ $found }» no es lo que acepta --allow.
    .hint = Escriba una red y un puerto, como 127.0.0.1/32:8080 o [::1/128]:8080.
cli-not-a-setting = «{ $found }» no es lo que acepta --setting.
    .hint = Escriba NOMBRE=VALOR, como base_url=https://api.example.com.
cli-secret-in-the-open = Un secreto no se acepta en la propia línea de órdenes: otros programas de esta máquina pueden leerlo ahí, y el shell lo guarda.
    .hint = Póngalo en un archivo y escriba --secret { $name }=@ARCHIVO, o en una variable y escriba --secret { $name }=env:VARIABLE.
cli-variable-not-readable = La variable de entorno { $variable } no está definida o no es texto.
cli-file-not-readable = No se pudo leer «{ $path }»: { $reason }.
cli-input-not-json = La entrada ({ $from }) no es JSON: { $reason }.
    .hint = Escriba un objeto como {"{"}"name": "Ada"{"}"}; en el shell, entre comillas simples.
cli-no-catalog = No existe catalog.toml en { $folder } ni por encima.
    .hint = Vaya a la carpeta que tiene uno o indíquelo con --catalog ARCHIVO.
cli-output-closed = No se pudo escribir la salida: { $reason }.
cli-host-not-started = No se pudo iniciar el host: { $reason }.

## tomada-curl

curl-too-long = Este comando tiene más de { $max-bytes } bytes (línea { $line }, columna { $column } (byte { $offset-bytes })).
    .hint = Ponga un cuerpo grande en un archivo y envíe el archivo.
curl-too-many = En línea { $line }, columna { $column } (byte { $offset-bytes }): este comando deja abiertas más de { $max } cosas, como variables y archivos.
    .hint = Pegue una llamada a curl cada vez.
curl-not-curl = En línea { $line }, columna { $column } (byte { $offset-bytes }): aquí no hay ninguna llamada a curl; la primera palabra es «{ $found }».
    .hint = Pegue el comando entero, desde la palabra curl.
curl-unclosed = En línea { $line }, columna { $column } (byte { $offset-bytes }): lo que { $opened } abre no se cierra nunca.
    .hint = Quizá falte una parte del comando: cópielo de nuevo, hasta el final.
curl-unknown-flag = En línea { $line }, columna { $column } (byte { $offset-bytes }): curl no tiene la opción { $flag }, o no está claro cuál se quiere decir.
    .hint = Las más parecidas que existen: { $nearest }.
curl-missing-value = En línea { $line }, columna { $column } (byte { $offset-bytes }): { $flag } necesita un valor, y el comando termina ahí.
    .hint = Escriba el valor detrás o quite la opción.
curl-wrong-value = En línea { $line }, columna { $column } (byte { $offset-bytes }): { $flag } no acepta este valor; acepta { $accepted }.
    .hint = curl también rechazaría este comando. Corrija el valor.
curl-conflict = En línea { $line }, columna { $column } (byte { $offset-bytes }): { $flag } y { $other } no pueden ir juntas: una solicitud tiene un solo método y un solo cuerpo.
    .hint = curl también rechazaría este comando. Quite una de ellas.
curl-no-url = En línea { $line }, columna { $column } (byte { $offset-bytes }): esta llamada a curl no tiene dirección.
    .hint = Añada una que empiece por https:// o http://.
curl-wrong-url = En línea { $line }, columna { $column } (byte { $offset-bytes }): no se puede llamar a esta dirección por lo que hay en ella: «{ $found }».
    .hint = Solo se llama a http y https. Un espacio en una dirección se escribe %20, y un corchete o una llave sueltos exigen --globoff.
curl-body-not-base64 = Este cuerpo no es base64: { $reason }.
    .hint = Escriba los bytes en base64 con relleno o use un cuerpo de tipo text.

## tomada-curl: notes on what a command says

curl-note-display = { $flag }: cómo muestra curl lo que hace. La solicitud es la misma sin ello.
curl-note-compressed = { $flag }: aquí las respuestas comprimidas se piden y se descomprimen siempre.
curl-note-http-version = { $flag }: la versión de HTTP se acuerda con el servicio.
curl-note-abbreviated = { $flag } se leyó como { $meant }.
curl-note-scheme-guessed = La dirección no tiene esquema; curl usa { $scheme }://. Si el servicio tiene https, escríbalo.
curl-note-environment = { $name }: definido solo para curl, lo que no cambia la solicitud.
curl-note-header-framed = El encabezado { $name } queda fuera: se escribe al enviar la solicitud.
curl-note-header-removed = { $name } desactiva un encabezado que curl envía por su cuenta.
curl-note-header-ignored = «{ $name }» no es un encabezado, y curl tampoco lo enviaría.
curl-note-header-wrong = El encabezado «{ $name }» queda fuera: su nombre o su valor tiene caracteres que HTTP no permite.
curl-note-content-type = El comando envía un cuerpo sin tipo de contenido; se envía { $used } como tipo.
curl-note-equals-sign = { $flag }=…: curl no acepta el signo igual. Se leyó como si hubiera un espacio.
curl-note-secret-connection = Aquí hay un secreto. No va a los campos: guárdelo en la conexión, como su credencial ({ $name }).
curl-note-secret-variable = { $place } parece un secreto. La variable { $name } está en su lugar: rellénela desde el flujo.
curl-note-password-asked = Hay un nombre sin contraseña; curl la preguntaría. Guárdela en la conexión.
curl-note-variable = ${ $name } es una variable del shell; se convirtió en la variable { $name } de los campos.
curl-note-substitution = Otro comando imprime una parte de este; la variable { $name } está en su lugar.
curl-note-file = { $flag } lee el archivo { $path }; la variable { $name } representa su contenido.
curl-note-input = { $flag } lee la entrada estándar; la variable { $name } representa su contenido.
curl-note-base-address = La dirección empieza por ${ $name }: ponga su valor como dirección base de la conexión.
curl-note-proxy = { $flag }: aquí no se usa proxy; quien opera la instalación decide cómo salen las solicitudes.
curl-note-tls-unverified = { $flag }: aquí los certificados se comprueban siempre; no se puede llamar a un servicio con un certificado no válido.
curl-note-tls = { $flag }: los ajustes de TLS son los de esta instalación.
curl-note-client-certificate = { $flag }: un certificado de cliente va en la conexión, no en los campos.
curl-note-route = { $flag }: esta instalación decide el camino hasta el servicio, como sus direcciones.
curl-note-output = { $flag }: aquí no se escribe ningún archivo; la respuesta es la salida de la acción.
curl-note-settings = { $flag }: lo que digan además los archivos o variables de curl no se conoce aquí.
curl-note-redirects-fewer = curl seguiría hasta { $asked } redirecciones; aquí se siguen { $max } como máximo.
curl-note-redirect-rule = { $flag }: las redirecciones siguen las reglas de esta instalación, y las credenciales nunca van a otro origen.
curl-note-timeout-shorter = El comando espera { $asked } ms; aquí se espera { $max } ms como máximo.
curl-note-timeout-rule = { $flag }: solo se puede poner el límite de la llamada entera; los demás son los de esta instalación.
curl-note-retries-fewer = El comando reintenta { $asked } veces; aquí son { $max } como máximo.
curl-note-retry-rule = { $flag }: cuándo reintentar lo deciden aquí el método y la respuesta del servicio.
curl-note-answer-smaller = El comando acepta respuestas de { $asked } bytes; aquí se aceptan { $max } como máximo.
curl-note-auth-scheme = { $flag }: este tipo de autenticación no está disponible.
curl-note-auth-several = Se permiten varios tipos de autenticación, y curl preguntaría al servicio; se eligió uno.
curl-note-other-protocol = { $flag }: esto se refiere a otro protocolo distinto de HTTP.
curl-note-not-carried = { $flag }: no hay ningún campo para esto o para una parte de ello.
curl-note-more-urls = El comando llama a { $count } direcciones más; solo se tomó la primera.
curl-note-next = { $flag } empieza otra solicitud; solo se tomó la primera.
curl-note-glob = La dirección representa varias; se tomó la primera de ellas.
curl-note-pipe = Lo que el comando hace con la respuesta después de «|» queda fuera: use response.map o un paso posterior.
curl-note-redirection = Lo que el shell lee de un archivo o escribe en uno queda fuera.
curl-note-more-commands = Lo que sigue es otro comando y queda fuera. Si es parte de este, busque un espacio tras la marca del final de la línea anterior.
curl-note-expansion = El shell haría varias palabras de estas llaves; se tomaron tal como están.

## tomada-rest

template-syntax = { $at }, línea { $line }: esta plantilla no está bien escrita: { $reason }.
    .hint = Un valor va entre {"{{"} y {"}}"}, por ejemplo {"{{"} context.name {"}}"}. No se envió nada.
template-undefined = { $at }, línea { $line }: no existe «{ $name }».
    .hint = Existen: { $known }. Para un valor que puede faltar, escriba {"{{"} … | default('') {"}}"}. No se envió nada.
template-undefined-here = { $at }, línea { $line }: no existe «{ $name }».
    .hint = Para un valor que puede faltar, escriba {"{{"} … | default('') {"}}"}. No se envió nada.
template-null = { $at }, línea { $line }: el valor es nulo, y un nulo no se puede escribir en un texto.
    .hint = Escriba {"{{"} … | default('', true) {"}}"} para poner otro valor en su lugar. No se envió nada.
template-failed = { $at }, línea { $line }: no se puede rellenar esta plantilla: { $reason }.
    .hint = Corrija la expresión de esta línea. No se envió nada.
template-too-long = { $at }: esta plantilla tiene más de { $max-bytes } bytes.
    .hint = Ponga los datos en el contexto y solo su lugar en la plantilla.
template-result-too-large = { $at }: el resultado de esta plantilla tiene más de { $max-bytes } bytes.
    .hint = Envíe menos de una vez.
template-too-much-work = { $at }, línea { $line }: esta plantilla exige demasiado trabajo.
    .hint = Recorra menos elementos o prepare los datos antes de este paso. No se envió nada.
template-too-many = { $at }: la solicitud tiene más de { $max } plantillas.
    .hint = Inserte una lista o un objeto entero con una sola expresión, por ejemplo {"{{"} context.items {"}}"}.
template-member-twice = { $at }: dos miembros de este objeto se llaman «{ $name }» una vez rellenados sus nombres.
url-empty = { $at }: falta la dirección.
    .hint = Escriba una dirección que empiece por https:// o una que esté debajo de la dirección base de la conexión. No se envió nada.
url-not-absolute = { $at }: «{ $found }» no empieza por https:// ni http://, y la conexión no tiene dirección base.
    .hint = Escriba la dirección completa o defina la dirección base en la conexión. Un valor al principio de una dirección se toma como parte de su ruta, salvo que la dirección sea solo esa expresión.
url-not-text = { $at }: la expresión no da un texto.
    .hint = En una dirección que es una sola expresión, el valor es la dirección entera.
url-character = { $at }: el carácter «{ $character }» no puede estar en una dirección.
    .hint = Deje que una plantilla ponga el valor en su lugar y se codificará: https://api.example.com/search?q={"{{"} context.text {"}}"}.
url-host-character = { $at }: el carácter «{ $character }» no puede estar en el nombre de un host.
    .hint = Antes de la primera «/» solo se pueden rellenar letras, dígitos, «.», «-» y «_». No se envió nada.
url-value-is-step = { $at }: un valor forma la parte «{ $found }» de la ruta, que lleva a otra ruta.
    .hint = Compruebe el valor. No se envió nada.
header-not-token = { $at }: «{ $found }» no es nombre de encabezado ni método.
    .hint = Se aceptan letras, dígitos y ! # $ % & ' * + - . ^ _ ` | ~, sin espacios.
header-control = { $at }: un encabezado es una sola línea, y su valor tiene el carácter «{ $character }».
    .hint = Compruebe el valor: un salto de línea podría falsificar otro encabezado. No se envió nada.
answer-not-of-form = La respuesta no es el { $form } solicitado. Línea { $line }, columna { $column }: { $reason }.
    .hint = Vea en el registro de llamadas qué respondió el servicio. “auto” acepta lo que llegue.
response-charset-unknown = { $at }: “{ $charset }” no es un juego de caracteres conocido aquí.
    .hint = Use un nombre como utf-8, iso-8859-1, windows-1252 o shift_jis, o déjelo en blanco.
response-option-idle = { $at }: “{ $option }” indica cómo tratar { $option }, pero “as” pide otra cosa.
    .hint = Omítalo o ponga { $option } o auto en “as”. No se envió nada.
response-xml-too-many = { $at }: hay más de { $max } rutas o prefijos.
response-xml-path = { $at }: “{ $path }” no es una ruta de nombres separados por puntos.
    .hint = Escriba los nombres desde la raíz, por ejemplo order.items.item. No se envió nada.
response-xml-prefix = { $at }: “{ $prefix }” no es un prefijo, o su espacio de nombres ya tiene otro.
    .hint = Un prefijo lleva letras, dígitos, - y _. No se envió nada.
response-csv-delimiter = { $at }: “{ $found }” no puede separar celdas.
    .hint = Use un signo como , o ; o déjelo en blanco para que se detecte. No se envió nada.
map-syntax = { $at }, línea { $line }, columna { $column }: a partir de “{ $found }” no se entiende esta expresión JMESPath.
    .hint = Un ejemplo: items[?paid].{"{"}id: id, name: name{"}"}. Los nombres con caracteres que no sean letras, dígitos o _ van entre comillas dobles; los textos, entre comillas simples. No se envió nada.
map-syntax-end = { $at }, línea { $line }, columna { $column }: esta expresión JMESPath termina demasiado pronto.
    .hint = Algo sigue abierto o falta detrás del último signo. No se envió nada.
map-too-long = { $at }: la expresión tiene más de { $max-bytes } bytes.
    .hint = Divídala: “map” puede ser un objeto con una expresión para cada miembro. No se envió nada.
map-too-deep = { $at }, línea { $line }, columna { $column }: más de { $max } partes de la expresión están anidadas o encadenadas.
    .hint = Divídala: “map” puede ser un objeto con una expresión para cada miembro. No se envió nada.
map-slice-step = { $at }, línea { $line }, columna { $column }: un segmento no puede avanzar de 0 en 0.
    .hint = Escriba un paso como [::2] u omítalo. No se envió nada.
map-expression-alone = { $at }, línea { $line }, columna { $column }: “&” forma una expresión para funciones como sort_by y no puede estar en otro lugar.
    .hint = Para unir condiciones, escriba &&. No se envió nada.
map-function-unknown = { $at }, línea { $line }, columna { $column }: no existe la función “{ $name }”.
    .hint = Existen: { $known }. No se envió nada.
map-function-arguments = { $at }, línea { $line }, columna { $column }: “{ $name }” no se llama así.
    .hint = Su forma es { $usage }. No se envió nada.
map-wrong-type = { $at }, línea { $line }, columna { $column }: { $usage } recibió un valor de tipo { $found }; se aceptan: { $accepted }.
    .hint = Vea en el registro de llamadas qué respondió el servicio. not_null(…, `[]`) pone otro valor en lugar de lo que falta.
map-too-much-work = { $at }: esta expresión requiere demasiado trabajo para esta respuesta.
    .hint = Elija primero lo necesario, por ejemplo items[:100], y transfórmelo después.
map-result-too-deep = { $at }: el resultado tiene más de { $max } niveles.
    .hint = Elija partes internas de la respuesta.
idempotency-key-empty = { $at }: la clave de idempotencia está vacía.
    .hint = Omita el campo, o dé una clave que sea la misma siempre que se reintente la misma operación. No se envió nada.
body-not-base64 = { $at }: esto no es base64: { $reason }.
    .hint = Use letras, dígitos, «+», «/» y, al final, «=» (RFC 4648, sección 4); para texto, use el cuerpo de tipo «text». No se envió nada.
part-content = { $at }: una parte contiene «text» o «base64», exactamente uno de los dos.
    .hint = Conserve el que la parte contiene. No se envió nada.
xml-value-place = { $at }: un valor está dentro de { $place ->
        [tag] una etiqueta, fuera de comillas
        [attribute] un atributo
        [comment] un comentario
        [CDATA] una sección CDATA
        [instruction] una instrucción
       *[declaration] una declaración
    }, donde podría convertirse en cualquier cosa.
    .hint = Ponga los valores entre etiquetas o en atributos entre comillas; allí se escapan. No se envió nada.
xml-not-closed = { $at }: el XML termina dentro de { $place ->
        [tag] una etiqueta, fuera de comillas
        [attribute] un atributo
        [comment] un comentario
        [CDATA] una sección CDATA
        [instruction] una instrucción
       *[declaration] una declaración
    }.
    .hint = Ciérrelo. No se envió nada.
xml-character = { $at }: un valor tiene el carácter { $character }, que no cabe en XML.
    .hint = Quítelo del valor, o envíe el valor en base64. No se envió nada.
pages-without-items = { $at }: nada dice dónde están los elementos de una página.
    .hint = Complete «items» en «pages», por ejemplo «data.items». No se envió nada.
pages-items-not-list = { $at }: en la primera página, esto no lleva a una lista.
    .hint = Mire la respuesta, y haga que la expresión lleve a la lista de elementos.
pages-link-not-text = { $at }: en la respuesta, esto lleva a algo que no es texto.
    .hint = Mire la respuesta, y haga que la expresión lleve al enlace de la página siguiente; para un cursor, lea las páginas por «cursor».

## tomada-testkit

law-opens = La biblioteca se abre, tal como la abre el host.
    .hint = Compílela con el SDK, en este tipo de máquina, con panic = "unwind".
law-manifest-rules = manifest.json cumple las reglas de todo manifiesto.
    .hint = Corrija integration.toml en los lugares indicados y ejecute las pruebas del plugin con TOMADA_UPDATE=1.
law-manifest-embedded = La biblioteca lleva el manifest.json de su carpeta.
    .hint = Compile la biblioteca de nuevo.
law-documented = README.md tiene las secciones que muestra el menú, y su sección Actions nombra todas las acciones.
    .hint = Escriba las secciones What it does, Set-up, Actions, Limits y Removal, cada una con un título de segundo nivel y algún texto, y el id de cada acción entre acentos graves en Actions.
law-every-action-has-a-case = Cada acción tiene un caso en tests/cases.
    .hint = Escriba tests/cases/NOMBRE.toml para ella, o grabe uno: tomada run … --record tests/cases/NOMBRE.toml.
law-cases-hold = Cada caso termina como espera terminar.
    .hint = Corrija la acción; o, si el resultado es correcto, ejecute las pruebas del plugin con TOMADA_UPDATE=1.
law-test-action-passes = La acción que prueba una conexión tiene un caso en el que termina bien.
    .hint = Escriba un caso de la acción que nombra [test], con la respuesta de un servicio que funciona.
law-input-closed = Un campo que la acción no describe se rechaza.
    .hint = Escriba #[serde(deny_unknown_fields)] encima de la entrada y no use #[serde(flatten)].
law-hosts-declared = Solo se llama a las direcciones que nombran los permisos del manifiesto.
    .hint = Añada el origen a hosts en integration.toml, o no lo llame.
law-secrets-kept = Ningún secreto aparece en un resultado, un fallo, un intercambio o el registro, aunque el servicio lo devuelva.
    .hint = No reciba secretos como entrada ni como ajuste; lo que describe [auth] lo pone y lo enmascara el host.
law-cancels = Una ejecución interrumpida en cualquiera de sus esperas no deja nada abierto ni rompe nada.
    .hint = Guarde lo que abre una ejecución en valores que ella descarta, y que ningún Drop entre en pánico ni espere.
law-boundary-kept = En todo lo que se probó, el plugin no entró en pánico y cumplió las reglas de la frontera.
    .hint = Devuelva una Failure en lugar de entrar en pánico; espere solo lo que ofrece el contexto.
law-when-unauthorized = Cuando el servicio responde 401, el fallo es unauthorized.
    .hint = Llame a .success().await? en la respuesta, o convierta 401 en Kind::Unauthorized.
law-when-forbidden = Cuando el servicio responde 403, el fallo es rejected, unauthorized o forbidden.
    .hint = Llame a .success().await? en la respuesta, o convierta 403 en Kind::Rejected.
law-when-missing = Cuando el servicio responde 404, el fallo es not_found, rejected o invalid_input.
    .hint = Llame a .success().await? en la respuesta, o convierta 404 en Kind::NotFound.
law-when-rate-limited = Cuando el servicio responde 429 con Retry-After: 7, el fallo es rate_limited, con una espera de 7.000 ms.
    .hint = Llame a .success().await? en la respuesta, o convierta 429 en Kind::RateLimited con with_retry_after_ms.
law-when-failing = Cuando el servicio responde 500, el fallo es unavailable, o uncertain si la acción cambia algo.
    .hint = Llame a .success().await? en la respuesta, o convierta 5xx en Kind::Unavailable.
law-when-down = Cuando el servicio responde 503, el fallo es unavailable, o uncertain si la acción cambia algo.
    .hint = Llame a .success().await? en la respuesta, o convierta 5xx en Kind::Unavailable.
law-when-silent = Cuando el servicio nunca responde, el fallo es unavailable o uncertain, el que sea cierto.
    .hint = Pase el fallo de cx.send tal como es: su tipo sabe si la solicitud salió.
law-when-closed = Cuando el servicio cierra sin responder, el fallo es unavailable o uncertain, el que sea cierto.
    .hint = Pase el fallo de cx.send tal como es: su tipo sabe si la solicitud salió.
law-when-garbled = Cuando el servicio responde un JSON roto, la acción falla, y no como broken.
    .hint = Lea la respuesta con body.json(), o devuelva Kind::Rejected; no use unwrap.
law-when-truncated = Cuando la respuesta se corta a medias, el fallo es unavailable o uncertain, el que sea cierto.
    .hint = Pase el fallo del cuerpo tal como es; nunca tome por el todo lo que llegó hasta ahí.
law-when-huge = Cuando la respuesta es mayor de lo permitido, la acción falla, y no como broken.
    .hint = Pase el fallo del cuerpo tal como es.
law-small = Una compilación de release tiene como máximo 1,5 MB.
    .hint = Compílela con --release, strip = "symbols" y lto = "thin", y mire de qué depende.
law-exemptions-needed = Cada exención nombra una ley que puede dispensarse, es necesaria y da su razón.
    .hint = Quite la exención de tests/exemptions.toml, o corríjala.
verdict-passed = cumple
verdict-warned = aviso
verdict-failed = falla
verdict-not-applicable = no se aplica
verdict-not-judged = no juzgado
verdict-exempt = exento
check-to-do = Qué hacer: { $fix }
check-grade = Calidad: { $grade }
check-no-grade = Calidad: ninguna, porque una ley básica está rota o no pudo juzgarse
check-does-not-open = una biblioteca que no se abre

## tomada-cli: check, new and recording

cli-value-path = RUTA
cli-value-folder = CARPETA
cli-value-id = ID
cli-run-record = Graba un caso que repite la ejecución, con los secretos enmascarados, para las pruebas de la integración
cli-check-about = Juzga un plugin por todas las leyes, sin su código fuente; su código se ejecuta
cli-check-after = 
    Ejemplos:
      tomada check plugins/hello
      tomada check target/release/libhello.so --json
cli-check-path = La biblioteca, o la carpeta del plugin
cli-new-about = Crea un plugin nuevo que compila y pasa sus propias pruebas
cli-new-after = 
    Ejemplos:
      tomada new my-service
      tomada new my-service --path ../my-service --sdk crates/tomada-sdk
cli-new-id = El id del plugin, en kebab-case, como google-sheets
cli-new-path = Su carpeta; si falta, plugins/ID del workspace, o ID en esta carpeta
cli-new-sdk = Dónde está tomada-sdk, para un plugin fuera del workspace
cli-check-no-plugin = No hay ningún plugin que comprobar: { $reason }.
    .hint = Indique una biblioteca compilada o la carpeta de un plugin: la que tiene manifest.json, README.md y tests/cases.
cli-new-made = El plugin está en { $folder }.
cli-new-next = Para compilarlo y probarlo:
cli-new-bad-id = «{ $id }» no puede ser el id de un plugin.
    .hint = Un id es kebab-case de como máximo 64 caracteres, como google-sheets.
cli-new-taken-id = «{ $id }» no puede ser el id de un plugin: Rust o cargo usan ese nombre para otra cosa.
    .hint = Elija otro nombre.
cli-new-exists = { $path } ya existe.
    .hint = Elija otra carpeta con --path, o quite esta.
cli-new-no-sdk = tomada-sdk no está en { $path }.
    .hint = Indique la carpeta de tomada-sdk: la que tiene su Cargo.toml, junto a tomada-testkit.
cli-new-unwritable = No se pudo escribir { $path }: { $reason }.
cli-new-template = No se pudo rellenar la plantilla: { $reason }.
    .hint = Es un defecto de este programa: comuníquelo.
cli-record-exists = { $path } ya existe: no se ejecutó nada.
    .hint = Elija otro archivo para --record, o quite este.
cli-record-made = Grabado en { $path }.
cli-record-refused = No grabado en { $path }: { $reason }.

## tomada-egress

egress-blocked = Desde aquí no se permiten llamadas a { $host }.
    .hint = Solo se puede llamar a direcciones públicas. El operador de esta instalación puede abrir otras.
egress-dns = No se pudo resolver el nombre { $host }.
    .hint = Compruebe si hay una errata en la dirección. Si es correcta, inténtelo de nuevo.
egress-connect = No se pudo establecer la conexión con { $host }, o se cortó.
    .hint = Compruebe si el servicio está en marcha e inténtelo de nuevo.
egress-tls = No se pudo establecer una conexión segura con { $host }: su certificado no es válido, o el servicio no habla TLS 1.2 ni 1.3.
    .hint = Quien mantiene el servicio debe renovar o corregir el certificado.
egress-timeout = { $host } no respondió a tiempo.
    .hint = Inténtelo de nuevo. Si el servicio es lento por naturaleza, dé más tiempo a la llamada.
egress-too-large = La respuesta de { $host } es más grande de lo permitido.
    .hint = Pida menos al servicio, por ejemplo una página más pequeña.
egress-protocol = { $host } no respondió en HTTP correcto.
    .hint = Compruebe si la dirección y el puerto son de un servicio web.
egress-not-permitted = Esta integración no tiene permiso para llamar a { $host }.
    .hint = Solo puede llamar a las direcciones que indican su manifiesto y su conexión.
egress-credential-plain-http = La credencial no se envió a { $host }, porque la conexión no estaría cifrada.
    .hint = Use una dirección que empiece por https://.
egress-credential-missing = La conexión no tiene credencial, y esta llamada la necesita.
    .hint = Introduzca la credencial en la conexión.
egress-credential-invalid = La credencial de la conexión no se puede enviar: está vacía o contiene caracteres que HTTP no permite.
    .hint = Introdúzcala de nuevo, sin espacios ni saltos de línea alrededor.
egress-credential-no-body = La clave de la conexión va en el cuerpo como “{ $place }”, y esta llamada no tiene un cuerpo que pueda llevarla.
    .hint = Envíe un formulario o un objeto JSON.
egress-auth-parameter = La autenticación de la conexión no se puede usar: “{ $parameter }”: { $reason }.
    .hint = Corríjala en la conexión.
egress-token-unavailable = { $host }, que da el token para esta llamada, no respondió.
    .hint = Inténtelo más tarde; la llamada misma no se envió.
egress-grants-not-kept = Esta conexión necesita una autorización de { $host }, y esta instalación no guarda ninguna.
    .hint = Use un servidor con almacenamiento: tomada serve.
egress-token-refused = { $host } no dio un token para esta llamada: { $reason }
    .hint = Corrija o renueve la credencial de la conexión.
egress-credential-twice = La propia llamada define “{ $place }”, que es el lugar de la credencial de la conexión.
    .hint = Quítelo de la llamada, o envíe la llamada sin la credencial de la conexión.
egress-url-invalid = La dirección de la llamada no es una dirección web válida.
    .hint = Escríbala completa, como https://api.example.com/v1/items.
egress-url-scheme = Solo se puede llamar a direcciones http y https.
egress-url-user-info = La dirección de la llamada contiene un nombre de usuario o una contraseña.
    .hint = Ponga la credencial en la conexión, donde se guarda cifrada.
egress-method-invalid = “{ $method }” no es un método HTTP que se pueda enviar.
    .hint = Use uno como GET, POST, PUT, PATCH o DELETE.
egress-header-invalid = La cabecera “{ $header }” contiene caracteres que HTTP no permite.
egress-header-reserved = La cabecera “{ $header }” la pone la propia Tomada.
    .hint = Quítela de la llamada.
egress-head-too-large = La llamada tiene demasiadas cabeceras o son demasiado grandes: se envían como máximo { $headers-max }, con { $head-max-bytes } bytes en total.

## tomada-store

store-keys-lost = Falta el archivo de claves { $path }, y la base de datos tiene secretos que solo él abre. No se cambió nada.
    .hint = Ponga allí una copia del archivo: los servidores que comparten una base de datos comparten un solo archivo de claves. Sin ella los secretos están perdidos: empiece con una base de datos nueva.
store-keys-wrong = El archivo de claves { $path } no pertenece a esta base de datos: la clave { $key } falta o es otra. No se cambió nada.
    .hint = Restituya el archivo que se creó con esta base de datos.
store-keys-open = Otros pueden leer el archivo de claves { $path }: su modo es { $mode }.
    .hint = Ejecute: chmod 600 { $path }
store-no-key-file = No se indicó ningún archivo de claves, así que no se puede sellar nada.
    .hint = Indique uno en la configuración.
connection-changed = Otra persona acaba de cambiar la conexión «{ $connection }».
    .hint = Vea cómo está ahora y cámbiela de nuevo.
connection-exists = Ya existe una conexión «{ $connection }».
store-held = Otro Tomada tiene abierta la base de datos: { $path } está bloqueado.
    .hint = Un archivo sirve a un solo host. Detenga el otro o use PostgreSQL para tener varios.
store-newer = La base de datos tiene el esquema { $found }, y esta versión de Tomada conoce esquemas hasta { $known }. No se ha cambiado nada.
    .hint = Inicie la versión más nueva de Tomada que la escribió o restaure una copia de seguridad anterior a la actualización.
store-foreign = { $path } no es una base de datos de Tomada. No se ha cambiado nada.
    .hint = Indique otro archivo en la configuración.
store-damaged = La base de datos { $path } está dañada.
    .hint = Guarde una copia del archivo y restaure la última copia de seguridad. El registro dice qué se encontró.
store-file = No se puede usar { $path }: { $reason }.
    .hint = Compruebe que la carpeta existe y que el usuario de Tomada puede leer y escribir en ella.
store-address = La dirección de la base de datos no es una URL de PostgreSQL.
    .hint = Escríbala como postgres://usuario@host/base.
store-unavailable = La base de datos no respondió como debía.
    .hint = Inténtelo de nuevo. Si sigue así, el operador encuentra el motivo en el registro.
store-project-exists = Ya existe un proyecto «{ $project }».
store-id-invalid = «{ $id }» no puede ser un identificador.
    .hint = Use de 1 a { $max } bytes de texto sin caracteres de control.

## tomada-platform

project-unknown = No hay aquí ningún proyecto «{ $project }», o no está abierto para usted.
    .hint = Pida a un administrador del proyecto que le añada.
role-needed = Esto exige el rol { $needed }; el suyo es { $found }.
    .hint = Pida ayuda a un administrador del proyecto.

## tomada-platform: connections and secrets

integration-unknown-here = No hay ninguna integración «{ $integration }» en esta instalación.
connection-label = Una etiqueta tiene de 1 a { $max } caracteres; esta tiene { $found }.
connection-secrets-again = Los secretos irían ahora a otras direcciones: indique { $names } de nuevo.
page-limit = Una página contiene de 1 a { $max } elementos; se pidieron { $found }.

## tomada-platform: grants

grant-address = La dirección donde se autoriza la conexión no es una dirección web.
    .hint = Corrija la dirección de autorización de la conexión.
grant-redirect = La dirección de retorno no es una dirección web.
    .hint = Indíquela como está registrada en el servicio, por ejemplo https://menu.example.com/back.
grant-refused = { $host } no concedió un token: { $reason }.
    .hint = Autorice la conexión de nuevo.
grant-unavailable = { $host } no dio un token en este momento.
grant-missing = Nadie ha autorizado aún esta conexión, o la autorización ha terminado.
    .hint = Abra la conexión en el menú y autorícela.
grant-state = Esta respuesta no pertenece a ninguna pregunta nuestra, o llegó demasiado tarde.
    .hint = Empiece de nuevo desde la página de la conexión.
grant-not-wanted = La conexión { $connection } no es de las que alguien autoriza en el servicio.
grant-grown = La conexión pide más de lo que se autorizó.
    .hint = Abra la conexión en el menú y autorícela de nuevo.

## tomada-platform: people, sessions, tokens

link-refused = Este enlace ya se usó o ha caducado.
    .hint = Pida uno nuevo. Para el primer acceso, inicie el servidor de nuevo: muestra uno.
sign-in-refused = El correo o la contraseña es incorrecto.
sign-in-too-often = Demasiados intentos de acceso.
    .hint = Espere quince minutos.
people-only = Esto es para personas que han iniciado sesión.
operators-only = Esto es para quienes operan esta instalación.
    .hint = Pídalo al operador.
email-taken = Este correo ya pertenece a otra persona.
email-not-readable = Esto no es una dirección de correo.
    .hint = Escríbala como nombre@ejemplo.com.
password-length = Una contraseña tiene de { $min } a { $max } caracteres.
password-not-hashed = No se pudo guardar la contraseña en este momento.
person-unknown = No hay tal persona en este proyecto.
person-herself = Nadie puede quitarse a sí mismo ni reducir su propio rol.
    .hint = Pídalo a otro administrador.
person-pending = Otro proyecto ha invitado a esta persona y todavía no ha iniciado sesión.
    .hint = Inténtelo de nuevo cuando lo haya hecho, o pídalo al operador.
token-unknown = No hay tal token en este proyecto.
token-label = Una etiqueta tiene de 1 a { $max } caracteres.

## tomada-platform: the call log

call-unknown = No hay ninguna llamada { $run-id } en este proyecto, o ya no se guarda.
exchange-unknown = Esta llamada no tiene el intercambio { $number }.
call-outcome = «{ $found }» no es un resultado: ok, failed y los nueve tipos de fallo lo son.
call-text = Un texto de búsqueda tiene como máximo { $max } caracteres.
page-after = Esto no es un lugar de la lista.
overview-times = El período debe terminar después de empezar, en 1 a { $max } partes.
replay-masked = La entrada de la llamada { $run-id } se enmascaró al registrarla, así que no se puede enviar de nuevo.

## tomada-server: the REST API

api-signed-out = Hay que iniciar sesión o enviar un token.
    .hint = Inicie sesión o envíe el encabezado «Authorization: Bearer tmd_…» con un token del proyecto.
api-token-refused = Este token no es válido.
    .hint = Puede que se haya revocado o que no se haya copiado entero. Un administrador del proyecto puede crear otro.
api-cross-origin = La solicitud vino de una página de otro sitio, por lo que no se hizo nada.
    .hint = Hágalo desde las páginas de Tomada o use un token.
api-route-unknown = No hay nada en esta dirección.
    .hint = /docs muestra todo lo que existe.
api-method = Esta dirección no acepta este método.
    .hint = El encabezado «Allow» de esta respuesta dice cuáles acepta.
api-body-too-large = El cuerpo es mayor de lo que acepta esta dirección.
api-content-type = El cuerpo debe ser JSON.
    .hint = Envíe el encabezado «Content-Type: application/json».
api-body-invalid = El cuerpo no es como debe ser: { $reason }
    .hint = /docs muestra lo que puede contener.
api-query-invalid = La dirección tiene un parámetro que no se puede leer: { $reason }
api-query-unknown = Esta dirección no tiene el parámetro «{ $name }».
    .hint = Acepta: { $known }.
api-header-invalid = El encabezado «{ $header }» debe tener de 1 a 255 caracteres ASCII visibles.
api-key-reused = La clave de esta solicitud ya se usó en otra.
    .hint = Use una clave nueva para cada cosa que deba hacerse una sola vez.
api-key-lost = La primera solicitud con esta clave se inició y quedó sin respuesta; qué fue de ella no se sabe aquí.
    .hint = Vea si se hizo. Si no se hizo, pida con una clave nueva.
api-key-busy = La primera solicitud con esta clave todavía se está respondiendo.
    .hint = Pregunte de nuevo en un momento.
api-version-invalid = «{ $version }» no es un requisito de versión: { $reason }
    .hint = Escriba algo como ^1.2 o déjelo vacío para usar la versión más alta.
api-out-of-bounds = «{ $name }» es { $found }; debe ser de { $min } a { $max }.
api-request-invalid = No se pudo leer la solicitud.
api-busy = Hay demasiadas solicitudes a la vez.
    .hint = Inténtelo de nuevo en un momento.
api-timeout = Esto tardó demasiado y se interrumpió.
    .hint = Inténtelo de nuevo o pida menos de una vez.
api-internal = Tomada cometió un error.
    .hint = El registro del servidor dice cuál. Indique a su operador el identificador de solicitud de esta respuesta.

## tomada-server: pages, the frame

page-nav-integrations = Integraciones
page-nav-webhook = Tarjeta Webhook
page-nav-connections = Conexiones
page-nav-calls = Llamadas
page-nav-overview = Resumen
page-nav-settings = Configuración
page-skip = Saltar al contenido
page-project = Proyecto:
page-projects-title = Proyectos
page-projects-all = Todos los proyectos
page-keys = Atajos de teclado
page-keys-search = Ir al campo de búsqueda
page-keys-arrows = Recorrer una lista
page-keys-help = Mostrar estos atajos
page-keys-escape = Cerrar o salir de un campo
page-keys-close = Cerrar
page-accent-wrong = “{ $found }” en esta dirección no es un color.
    .hint = Escribe seis dígitos hexadecimales, como accent=7a3cc2.
page-fault-unknown = No hay nada en esta dirección
    .hint = Revisa la dirección o vuelve al inicio. Lo que había aquí puede haberse eliminado.
page-fault-method = Esta dirección no se puede abrir así
    .hint = Solo recibe formularios. Ve al inicio y llega a ella desde allí.
page-fault-large = Esto es demasiado grande
    .hint = No se guardó nada. Vuelve, acorta lo que escribiste y envíalo de nuevo.
page-fault-busy = Hay demasiada gente a la vez
    .hint = No se perdió nada. Espera unos segundos y carga esta página de nuevo.
page-fault-late = Esto tardó demasiado
    .hint = Vuelve e inténtalo de nuevo. Si algo iba a cambiar, mira antes si ya cambió.
page-fault-request = No se pudo leer esta solicitud
    .hint = Si un enlace te trajo aquí, está incompleto. Vuelve o empieza de nuevo por el inicio.
page-fault-broken = Tomada cometió un error
    .hint = Inténtalo de nuevo en un momento. Si continúa, dale este número a quien opera esta instalación.
page-fault-number = Número de la solicitud:
page-fault-home = Ir al inicio
page-sign-in-title = Iniciar sesión
page-sign-in-button = Iniciar sesión
page-welcome-title = Le damos la bienvenida a Tomada
page-welcome-text = Elija un correo y una contraseña para iniciar sesión de ahora en adelante.
page-welcome-button = Empezar
page-email = Correo electrónico
page-password = Contraseña
page-password-help = De 12 a 200 caracteres. Una frase corta es fácil de recordar.
page-nothing-title = Nada aquí todavía
page-nothing-text = Aún no participa en ningún proyecto. Pida a un administrador que le invite.
page-search = Buscar integraciones
page-search-button = Buscar
page-category-ai = Inteligencia artificial
page-category-http = Cualquier API
page-category-examples = Ejemplos
page-discover-actions = { $count ->
        [one] { $count } acción
       *[other] { $count } acciones
    }
page-discover-reach = Accede a:
page-discover-connected = Conectado
page-discover-none = Ninguna integración corresponde a esta búsqueda.
page-discover-all = Mostrar todas
page-reach-any = cualquier dirección pública
page-reach-setting = la dirección que indica la conexión
page-reach-input = la dirección que indica cada llamada
page-reach-nothing = nada
page-integration-connect = Conectar
page-integration-docs = Documentación del servicio
page-integration-actions = Qué puede hacer
page-integration-action = Acción
page-integration-effect = Efecto
page-integration-what = Qué hace
page-integration-schemas = Campos, como JSON Schema
page-integration-input = Entrada
page-integration-output = Salida
page-integration-setup = Qué pide una conexión
page-integration-required = obligatorio
page-integration-permissions = Permisos
page-integration-versions = Versión y eliminación
page-integration-removal = Quitar sus conexiones quita sus secretos; las llamadas registradas permanecen.
page-effect-read = ◯ lee
page-effect-write = ✎ cambia
page-effect-destructive = ⚠ destruye
page-role-viewer = lector
page-role-editor = editor
page-role-admin = administrador
page-role-unknown = «{ $found }» no es un rol: viewer, editor y admin lo son.
page-settings-once = Se muestra solo esta vez: cópielo ahora
page-settings-language = Idioma
page-settings-save = Guardar
page-settings-tokens = Tokens para programas
page-settings-tokens-text = Un programa envía el token como Authorization: Bearer a la API REST.
page-settings-token-name = Nombre del token
page-settings-token-make = Crear un token
page-settings-role = Rol
page-settings-revoke = Revocar
page-settings-people = Personas
page-settings-remove = Quitar
page-settings-invite = Invitar
page-settings-operator = La retención, los límites y la red los define quien opera esta instalación, en su tomada.toml.
page-settings-retention = Por cuánto tiempo se guardan las llamadas
page-settings-kept-ok = Llamadas que salieron bien
page-settings-kept-failed = Llamadas que fallaron
page-settings-kept-size = Todas las llamadas del proyecto
page-settings-days = { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
page-settings-unlimited = sin límite de tamaño
page-settings-limits = Límites de una llamada
page-settings-up-to = { $usual }; hasta { $most } si se pide
page-settings-total = Llamada completa
page-settings-connecting = Conexión
page-settings-body = Tamaño de la respuesta
page-settings-retries = Nuevos intentos, como máximo
page-settings-network = A qué pueden acceder las llamadas
page-settings-opened = Abierto además de internet
page-settings-closed = Cerrado
page-settings-closed-list = { $networks } e IPv6 fuera de 2000::/3
page-settings-proxy = Proxy
page-settings-none = ninguno
page-settings-leave-title = Sesión
page-settings-leave = Cerrar sesión

## tomada-server: pages, integrations and connections



page-action = Acción
page-action-unknown = { $integration } no tiene la acción «{ $action }».
page-actions = Acciones
page-auth-api-key = Clave de API
    .hint = En una cabecera, en la dirección o en el cuerpo.
page-auth-authorization-code = OAuth 2.0, autorizado por una persona
    .hint = Alguien autoriza la conexión con su cuenta en el servicio (código de autorización con PKCE).
page-auth-aws-sigv4 = AWS Signature versión 4
    .hint = Signature Version 4.
page-auth-basic = Usuario y contraseña
    .hint = Autenticación Basic.
page-auth-bearer = Token bearer
    .hint = En la cabecera Authorization, como Bearer.
page-auth-client-credentials = Credenciales de cliente OAuth 2.0
    .hint = Client credentials: se obtiene y renueva un token.
page-auth-digest = Digest
    .hint = Autenticación Digest.
page-auth-field-access-key-id = ID de la clave de acceso
page-auth-field-algorithm = Algoritmo
page-auth-field-audience = Audiencia
page-auth-field-authorize-url = Dirección de autorización
    .hint = Donde las personas autorizan la conexión.
page-auth-field-client-auth = Cómo se identifica el cliente
page-auth-field-client-id = ID del cliente
page-auth-field-content = Qué se firma
page-auth-field-encoding = Cómo se escribe la firma
page-auth-field-expires-in = Dónde está la validez en la respuesta
page-auth-field-fields = Campos del inicio de sesión
page-auth-field-format = Cómo se envían los campos
page-auth-field-header = Encabezado que lleva el token
page-auth-field-headers = Encabezados que se ponen
page-auth-field-issuer = Emisor
page-auth-field-key-id = ID de la clave
page-auth-field-name = Nombre del encabezado, parámetro o campo
    .hint = Por ejemplo X-Api-Key.
page-auth-field-parameters = Otros parámetros de la dirección de autorización
    .hint = Por ejemplo access_type = offline.
page-auth-field-placement = Dónde va la clave
page-auth-field-refresh-client-auth = Lo mismo cuando se renueva el token
page-auth-field-refresh-url = Dirección de renovación, si es otra
page-auth-field-region = Región
page-auth-field-resource = Recurso
page-auth-field-scope = Ámbitos
page-auth-field-service = Servicio
page-auth-field-subject = Sujeto
page-auth-field-token = Dónde está el token en la respuesta
page-auth-field-token-url = Dirección del token
page-auth-field-url = Dirección del inicio de sesión
page-auth-field-username = Usuario
page-auth-field-value = Qué contiene el encabezado
page-auth-hmac = Firma (HMAC)
    .hint = Cada petición se firma (HMAC).
page-auth-login = Un inicio de sesión que da un token
    .hint = Una primera petición da el token.
page-auth-mtls = Certificado de cliente
    .hint = TLS mutuo.
page-auth-none = Ninguna
    .hint = El servicio atiende a cualquiera.
page-auth-service-account = Cuenta de servicio
    .hint = Una aserción firmada (JWT) se cambia por un token.
page-back = Volver a la integración
page-call-attempt = Intento
page-call-attempts = Intentos: { $count }
page-call-bytes = { $bytes } bytes
page-call-case = Guardar como caso de prueba
page-call-curl = Como comando cURL
page-call-cut = Solo se guarda el principio.
page-call-detail = Para el registro
page-call-har = Descargar como HAR
page-call-input = Entrada
page-call-log = Qué registró la integración
page-call-no-response = No llegó ninguna respuesta.
page-call-output = Salida
page-call-parts = Partes
page-call-replay = Repetir
page-call-request = Solicitud
page-call-response = Respuesta
page-call-waterfall = En qué se fue el tiempo
page-calls-all = Todos
page-calls-attempts = Intentos
page-calls-clear = Limpiar
page-calls-empty = Aún no hay llamadas. Pruebe una acción y aparecerá aquí.
page-calls-filter = Filtrar
page-calls-from = Desde (UTC)
page-calls-none = Ninguna llamada corresponde a estos filtros.
page-calls-outcome = Resultado
page-calls-status = Estado
page-calls-status-wrong = Un estado es un número como 200 o 404.
page-calls-text = Texto
page-calls-time = Hora
page-calls-time-wrong = «{ $found }» no es una hora; escríbala como 2026-11-24T18:30.
page-calls-title = Llamadas
page-calls-to = Hasta (UTC)
page-calls-took = Duración
page-card-anonymous = sin credencial
page-card-answer = La respuesta
page-card-answer-body = Cuerpo
page-card-as = Leer la respuesta como
page-card-as-auto = como lo que es
page-card-as-base64 = bytes
page-card-as-csv = tabla (CSV)
page-card-as-form = campos de formulario
page-card-as-html = página web
page-card-as-json = JSON
page-card-as-jsonl = JSON en cada línea
page-card-as-text = texto
page-card-as-xml = XML
page-card-authenticated = con la credencial de la conexión
page-card-base64 = Bytes en base64
page-card-body-base64 = bytes
page-card-body-form = formulario
page-card-body-json = JSON
page-card-body-max-bytes = Mayor respuesta en bytes
    .hint = 262.144 si no se dice otra cosa; como máximo 10.485.760.
page-card-body-multipart = multipart
page-card-body-none = ninguno
page-card-body-text = texto
page-card-body-xml = XML
page-card-bytes-max = Máximo de bytes de todas las páginas
    .hint = 4.194.304 si no se dice otra cosa.
page-card-call = Llamar
page-card-charset = Juego de caracteres
    .hint = Solo si el servicio no indica ninguno o indica uno incorrecto, por ejemplo iso-8859-1.
page-card-connect = Crear una conexión para una credencial
page-card-connection-help = La credencial va solo a la dirección base de su conexión.
page-card-content-type = Tipo de contenido
page-card-credential-note = El comando contiene un secreto. No se pone en la tarjeta: guárdelo en una conexión.
page-card-csv = Tabla
page-card-curl = Pegar un comando cURL
page-card-curl-fill = Rellenar la tarjeta
page-card-curl-help = El comando no se guarda. Aquí también se puede pegar el JSON de una tarjeta.
page-card-curl-label = Comando cURL
page-card-cursor-at = Dónde está el cursor en la respuesta
    .hint = En JMESPath, por ejemplo meta.next_cursor.
page-card-cut = La respuesta es mayor de lo permitido: este es su comienzo. Permita más en Fiabilidad.
page-card-delimiter = Qué separa las celdas
page-card-empty = Rellene la dirección y vea la solicitud antes de enviarla.
page-card-fail-on-status = Un estado distinto de 2xx es un fallo
page-card-file = Leer de un archivo:
page-card-file-large = Este archivo es mayor de 2 MB.
page-card-file-name = Nombre del archivo
page-card-first = Primero
page-card-form = Campos del formulario
page-card-from-connection = de la conexión
page-card-from-egress = añadido al enviar
page-card-from-request = de la tarjeta
page-card-has-more = Qué dice que hay más
    .hint = En JMESPath, por ejemplo meta.has_more.
page-card-header = La primera fila da nombre a las columnas
page-card-idempotency-key = Clave de idempotencia
    .hint = Una plantilla, o auto.
page-card-items = Dónde están los elementos de una página
    .hint = En JMESPath, por ejemplo data.items; @ si toda la respuesta es la lista.
page-card-items-max = Máximo de elementos
page-card-json = JSON
page-card-keep = Qué se hace con las páginas
page-card-keep-items = una lista con todos los elementos
page-card-keep-pages = cada página entera
page-card-kind = Tipo
page-card-link = Enlace que abre la tarjeta así
page-card-link-at = Dónde está el enlace en la respuesta
    .hint = En JMESPath, por ejemplo links.next.
page-card-lists = Elementos que siempre son listas
    .hint = Rutas como order.items.item.
page-card-map = Un solo valor (JMESPath)
    .hint = En lugar de varios valores: una expresión, por ejemplo items[].name.
page-card-map-twice = Escriba una expresión o varios valores, no ambos.
page-card-mapped = Qué da el mapeo
page-card-members = Valores de la respuesta
    .hint = Cada valor tiene un nombre propio y una expresión JMESPath que lleva hasta él.
page-card-method = Método
page-card-namespaces = Prefijos de espacios de nombres
page-card-no-answer = Llame y la respuesta aparece aquí. Después elija los valores que su flujo necesita.
page-card-notes = Notas
page-card-of-credential = credencial
page-card-of-default = valor por defecto
page-card-of-page = página
page-card-of-variable = variable
page-card-pages-complete = Eso es todo.
page-card-pages-cursor = cursor
    .hint = Ponga {"{{"} page.cursor | default('', true) {"}}"} donde el servicio lo espera.
page-card-pages-link = enlace en la respuesta
page-card-pages-link-header = encabezado Link
page-card-pages-max = Máximo de páginas
    .hint = 20 si no se dice otra cosa.
page-card-pages-none = una página
page-card-pages-number = número de página
    .hint = Ponga {"{{"} page.number {"}}"} donde el servicio lo espera.
page-card-pages-offset = desplazamiento
    .hint = Ponga {"{{"} page.offset {"}}"} donde el servicio lo espera.
page-card-pages-read = Páginas leídas: { $pages }; elementos: { $items }.
page-card-part-base64 = Archivo o bytes en base64
    .hint = En lugar de un texto.
page-card-part-text = Texto
page-card-parts = Partes
page-card-pick = Elija un valor para añadirlo al mapeo.
page-card-preview = Vista previa
page-card-preview-title = Qué se enviará
page-card-redirects = Redirecciones que se siguen
    .hint = Ninguna si no se dice otra cosa; como máximo 3.
page-card-repeatable = Enviarla dos veces no causa daño
    .hint = Entonces se reenvía aunque el servicio pueda haberla recibido.
page-card-rest = Todo lo demás de esta respuesta
page-card-retries = Reintentos
    .hint = 2 si no se dice otra cosa; como máximo 5.
page-card-save = Guardar o compartir esta tarjeta
page-card-save-help = Esta es la entrada de la acción “call”, con todo lo que se ha escrito aquí. No escriba secretos en la tarjeta: su lugar es una conexión.
page-card-size = Elementos de una página llena
    .hint = Una página con menos es la última.
page-card-stopped-bad-link = Se detuvo: el enlace a la página siguiente no es una dirección.
page-card-stopped-bad-page = Se detuvo: una página posterior no es lo que se pidió.
page-card-stopped-bytes-max = Se detuvo: se leyeron tantos bytes como se permiten.
page-card-stopped-deadline = Se detuvo: no quedaba tiempo para otra página.
page-card-stopped-failure = Se detuvo: una página posterior no llegó.
page-card-stopped-items-max = Se detuvo: se leyeron tantos elementos como se permiten.
page-card-stopped-loop = Se detuvo: la página siguiente ya se había leído.
page-card-stopped-no-progress = Se detuvo: el servicio no dio nada nuevo.
page-card-stopped-other-origin = Se detuvo: la página siguiente está en otro servidor, adonde no se sigue.
page-card-stopped-pages-max = Se detuvo: se leyeron tantas páginas como se permiten.
page-card-stopped-status = Se detuvo: una página posterior se respondió con un error.
page-card-tab-body = Cuerpo
page-card-tab-context = Variables
    .hint = Valores para probar. En su flujo, los da el flujo. Cada uno se escribe {"{{"} context.nombre {"}}"} en un campo.
page-card-tab-credential = Credencial
page-card-tab-headers = Encabezados
page-card-tab-pages = Páginas
page-card-tab-query = Consulta
page-card-tab-reliability = Fiabilidad
page-card-tab-response = Respuesta
page-card-text = Texto
page-card-timeout-ms = Tiempo límite en milisegundos
    .hint = 15.000 si no se dice otra cosa; como máximo 300.000.
page-card-title = Tarjeta Webhook
page-card-try-map = Probar el mapeo
page-card-try-map-help = Con la última respuesta, sin otra llamada.
page-card-url = Dirección
page-card-values = Valores y de dónde vienen
page-card-way = Cómo se encuentra la página siguiente
page-card-wrong = por corregir
page-card-xml = XML
page-card-xml-options = XML
page-connect-again = Conexión con { $integration }
page-connect-auth = Cómo se autentican las llamadas
page-connect-default = Usarla cuando no se indica ninguna conexión
page-connect-keep = Conservarla aunque la prueba falló
page-connect-label = Nombre de la conexión
    .hint = Cómo aparece en las listas.
page-connect-save = Probar y guardar
page-connect-saved = Guardado. El estado de la conexión está abajo.
page-connect-title = Conectar { $integration }
page-connection = Conexión
page-connections-calls = Sus llamadas
page-connections-default = predeterminada
page-connections-discover = Descubrir integraciones
page-connections-empty = Todavía no hay nada conectado. Elija una integración y conéctela.
page-connections-health = Salud
page-connections-label = Nombre
page-connections-runs = Ejecuciones en 7 días: { $count }
page-connections-since = cambió { $when }
page-connections-test = Probar
page-connections-title = Conexiones
page-connections-usage = Uso
page-connections-used = último uso { $when }
page-copied = Copiado.
page-copy = Copiar
page-disconnect = Quitar
page-disconnect-confirm = Quitarla
page-disconnect-default = Es la predeterminada: las ejecuciones que no indican conexión no tendrán ninguna hasta que elija otra.
page-disconnect-depends = Todo lo que la usa empezará a fallar. Tuvo { $count } ejecuciones en los últimos 7 días.
page-disconnect-gone = Sus secretos se eliminan para siempre. Las llamadas registradas permanecen.
page-disconnect-title = ¿Quitar «{ $label }»?
page-form-add = Añadir fila
page-form-choice = Elija uno de los valores.
page-form-errors = Campos por corregir: { $count }
page-form-integer = Escriba un número entero.
page-form-json = Esto no es JSON.
page-form-json-help = Escrito como JSON.
page-form-more = Más campos
page-form-name = Nombre
page-form-needed = Esto es necesario.
page-form-no = No
page-form-number = Escriba un número.
page-form-required = obligatorio
page-form-twice = Este nombre aparece dos veces.
page-form-unset = sin definir
page-form-value = Valor
page-form-yes = Sí
page-grant-begin = Autorizar en { $host }
page-grant-grown = La conexión pide más de lo que se le permitió en { $host }: alguien debe autorizarla de nuevo.
page-grant-held = Alguien ha autorizado esta conexión en { $host }.
page-grant-missing = Esta conexión funciona cuando alguien la autorice en { $host }, con su cuenta de allí.
page-grant-redirect = Registre esta dirección de retorno en el servicio:
page-health-broken = ✕ averiada
page-health-degraded = ! degradada
page-health-healthy = ✓ sana
page-health-untested = ○ sin probar
page-integration = Integración
page-integration-unknown = No hay ninguna integración «{ $integration }» en esta instalación.
page-next = Página siguiente
page-origin-connection = la credencial de la conexión, que no se muestra
page-origin-default = el valor por omisión de «{ $name }»
page-origin-egress = añadido al enviar
page-origin-field = del campo «{ $name }»
page-origin-setting = de «{ $name }» en la conexión
page-outcome-failed = falló
page-outcome-ok = correcto
page-overview-day = 24 horas
page-overview-empty = Ninguna ejecución en este período.
page-overview-runs = Ejecuciones
page-overview-summary = { $runs } ejecuciones, { $failed } fallaron; el peor p95 es { $slow }.
page-overview-table = Como tabla
page-overview-title = Resumen
page-overview-week = 7 días
page-part-body = cuerpo
page-part-connect = conectar
page-part-resolve = resolver nombre
page-part-tls = TLS
page-part-wait = esperar
page-replay-after = Ahora
page-replay-at = Lugar
page-replay-before = Antes
page-replay-differs = Lugares que difieren: { $count }
page-replay-new = La nueva llamada
page-replay-old = La llamada anterior
page-replay-same = La salida es la misma.
page-replay-title = Repetición
page-secret-again = Los secretos deben escribirse de nuevo: nunca se muestran.
page-secret-certificate = Certificado (PEM)
page-secret-client-secret = Secreto del cliente
page-secret-help = Se guarda sellado y no se vuelve a mostrar.
page-secret-key = Clave de API
page-secret-password = Contraseña
page-secret-private-key = Clave privada (PEM)
page-secret-secret = Secreto compartido
page-secret-secret-access-key = Clave de acceso secreta
page-secret-session-token = Token de sesión
page-secret-set = Definido el { $when } por { $who }. Déjelo vacío para conservarlo.
page-secret-token = Token
page-tested-edit = Cambiar la conexión
page-tested-well = La prueba salió bien.
page-time-days = { $count ->
        [one] hace { $count } día
       *[other] hace { $count } días
    }
page-time-hours = hace { $count } h
page-time-minutes = hace { $count } min
page-time-now = ahora mismo
page-tree-more = Hay más: el resto está en el registro de llamadas.
page-trouble-call = Ver la llamada
page-trouble-who = Quién debe actuar: { $who }
page-try-connect = Conectar
page-try-empty = Aún no se ha ejecutado nada.
page-try-json = Como JSON
page-try-no-connection = La conexión predeterminada
page-try-origins = De dónde vienen los valores
page-try-result = Resultado
page-try-run = Ejecutar
page-try-run-id = El nombre de la llamada
page-try-running = Ejecutando…
page-try-show = Mostrar la solicitud
page-try-shown = La solicitud, sin enviar
page-try-silent = La acción termina sin llamar a un servicio: no hay solicitud que mostrar.
page-try-stop = Detener
page-try-stopped = Detenido. Lo que ya se envió no se puede deshacer; el registro de llamadas dice cómo terminó.
page-try-unreached = Tomada no respondió. Lo escrito sigue aquí: ejecútelo otra vez cuando vuelva.
page-try-unsent = No se envió nada. De una acción que llama más de una vez se muestra la primera llamada.

## tomada-server: pages, the call log

page-calls-live = En vivo
page-calls-again = Conectando…
page-calls-paused = En pausa
page-calls-pause = Pausar
page-calls-resume = Continuar
page-calls-waiting = Llamadas nuevas en espera: { $count }

## tomada-cli: the server and its configuration
cli-config = El tomada.toml que se usa; también de TOMADA_CONFIG; si falta, el de esta carpeta, si lo hay
cli-data = La carpeta de los datos de la instalación; si falta, la que dice la configuración, o ./data
cli-value-address = DIRECCIÓN:PUERTO
cli-serve-about = Ejecuta el servidor: el menú Integraciones, la API REST, el registro de llamadas
cli-serve-after = 
    Ejemplos:
      tomada serve
      tomada serve --listen 127.0.0.1:9000 --data /var/lib/tomada
cli-serve-listen = Dónde escuchar, como 127.0.0.1:8080; el puerto 0 toma uno libre
cli-serve-listening = Tomada está en { $url }. Sus datos están en { $data }.
cli-serve-sign-in = Entre con este enlace, que funciona una sola vez:
cli-serve-broken = El servidor no pudo seguir: { $reason }.
    .hint = Inícielo de nuevo; el registro dice qué ocurrió antes.
cli-serve-closing = El servidor se está cerrando y no acepta nada nuevo.
    .hint = Vuelva a intentarlo en un momento: otro puede haber tomado su lugar, o este se está reiniciando.
cli-listen-taken = Otra cosa ya escucha en { $address }.
    .hint = Elija otro puerto con --listen, o termine el otro programa.
cli-listen-refused = El servidor no puede escuchar en { $address }: { $reason }.
    .hint = Elija una dirección de esta máquina con --listen.
cli-socket-held = Un servidor ya responde en { $path }.
    .hint = Termínelo primero, o elija otra carpeta con --data.
cli-socket-refused = No se pudo crear el socket local { $path }: { $reason }.
    .hint = Elija con --data una carpeta en la que pueda escribir, con una ruta de 80 letras como máximo.
cli-data-refused = No se pudo crear la carpeta de datos { $path }: { $reason }.
    .hint = Elija con --data una carpeta en la que pueda escribir.
cli-config-about = Examina la configuración, que está en tomada.toml
cli-config-after = 
    Ejemplos:
      tomada config check
      tomada config show --documented > tomada.toml
cli-config-check-about = Dice si la configuración se puede usar
cli-config-check-after = 
    Ejemplos:
      tomada config check
      tomada config check --config /etc/tomada.toml
cli-config-show-about = Muestra lo que vale y de dónde viene; los secretos se omiten
cli-config-show-after = 
    Ejemplos:
      tomada config show
      tomada config show --documented > tomada.toml
cli-config-show-documented = Muestra en su lugar un tomada.toml con cada clave, lo que significa y su valor por omisión
cli-config-good = La configuración se puede usar.
cli-config-reference = Lo que se le puede decir a una instalación de Tomada. Cada clave aparece con su valor por omisión, o con un ejemplo si no lo hay. Una opción vale más que el entorno, el entorno más que este archivo, este archivo más que el valor por omisión.
cli-config-variable = Del entorno: { $variable }
cli-config-unreadable = No se pudo leer la configuración { $path }: { $reason }.
cli-config-not-toml = { $place } no es TOML: { $reason }.
    .hint = Escriba líneas CLAVE = "VALOR"; tomada config show --documented las muestra todas.
cli-config-key-unknown = { $place }: no existe la clave «{ $found }».
    .hint = tomada config show --documented las muestra todas.
cli-config-key-misspelt = { $place }: no existe la clave «{ $found }».
    .hint = ¿Quiso decir { $nearest }?
cli-config-wants-address = { $place }: { $key } no es una dirección con puerto.
    .hint = Escríbala como "127.0.0.1:8080" o "[::1]:8080".
cli-config-wants-folder = { $place }: { $key } no es la ruta de una carpeta.
    .hint = Escríbala como "./data" o "/var/lib/tomada".
cli-config-wants-url = { $place }: { $key } no es una dirección http o https sin ruta.
    .hint = Escríbala como "https://tomada.example.com".
cli-config-wants-origins = { $place }: { $key } no es una lista de direcciones http o https sin ruta.
    .hint = Escríbala como ["https://app.example.com"].
cli-config-wants-journal = { $place }: { $key } no es "committed" ni "async".
cli-config-wants-database = { $place }: { $key } no es la dirección de una base de datos PostgreSQL.
    .hint = Escríbala como "postgres://usuario@host/base".
cli-config-wants-days = { $place }: { $key } no es un número entero de días de 1 a 3650.
cli-config-wants-mib = { $place }: { $key } no es un número entero de MiB; 0 significa sin límite.
cli-config-wants-minutes = { $place }: { $key } no es un número entero de minutos de 0 a 10080; 0 significa nunca.
cli-config-wants-openings = { $place }: { $key } no es una lista de redes con puerto.
    .hint = Escríbala como ["127.0.0.1/32:8080", "[fd00::/8]:443"].
cli-config-wants-proxy = { $place }: { $key } no es la dirección de un proxy.
    .hint = Escríbala como "http://host:puerto", "https://host:puerto" o "socks5h://host:puerto".
cli-config-wants-word = { $place }: { $key } no es una palabra de 16 a 255 caracteres ASCII visibles.
    .hint = Cree una con: openssl rand -hex 32
cli-config-wants-format = { $place }: { $key } no es "text" ni "json".
cli-config-wants-level = { $place }: { $key } no es uno de "error", "warn", "info", "debug" y "trace".
cli-key-listen = Por dónde entran personas y programas. Sin un proxy inverso con TLS delante, solo las direcciones de esta máquina son seguras.
cli-key-data = La carpeta de la base de datos tomada.db, del archivo de clave tomada.key y del socket local tomada.sock, desde la carpeta donde se inicia el servidor. Quien la tiene, lo tiene todo.
cli-key-public-url = La dirección por la que las personas llegan al servidor, para enlaces y cookies. Si falta, aquella en la que escucha.
cli-key-embed-origins = Orígenes cuyas páginas pueden mostrar el menú en un marco, en direcciones con ?embed=1. Si public_url empieza con https, la sesión se mantiene también en marcos de otros sitios, en cada sitio por separado; sin https, solo en marcos del mismo sitio.
cli-key-journal = Cuándo se responde una ejecución: "committed", después de que su fila está en el disco, o "async", enseguida. Con "async", una caída o un corte de luz pierde el registro de los últimos instantes, de ejecuciones que ya se respondieron.
cli-key-database-url = Una base de datos PostgreSQL en lugar del archivo tomada.db. La base debe existir y pertenecer a su usuario.
cli-key-retention-ok-days = Cuántos días quedan en el registro las llamadas que salieron bien.
cli-key-retention-failed-days = Cuántos días quedan en el registro las llamadas que fallaron.
cli-key-retention-max-mib = Hasta qué tamaño puede crecer el registro de un proyecto, en MiB; primero salen las llamadas más antiguas. 0 significa sin límite.
cli-key-health-probe-every-minutes = Después de cuántos minutos sin llamadas el propio servidor prueba una conexión, para que se sepa a tiempo que no funciona. Solo se hacen pruebas que no cambian nada, y ninguna con una credencial que fue rechazada. 0 significa nunca.
cli-key-egress-allow = Redes y puertos que las llamadas pueden alcanzar además de internet pública. Lo que se abre aquí lo alcanza todo proyecto; el puerto del propio servidor sigue cerrado.
cli-key-egress-proxy = El proxy por el que pasan todas las llamadas. HTTP_PROXY y similares se ignoran.
cli-key-log-format = Cómo se escribe el registro en stderr: "text" para personas, "json" para programas.
cli-key-log-level = Cuánto cuenta el registro: "error", "warn", "info", "debug" o "trace".
cli-key-telemetry-otlp-endpoint = Adónde van las trazas, por OTLP de OpenTelemetry sobre HTTP.
cli-key-metrics-token = La palabra con la que un sistema de monitoreo lee /metrics, enviada como token bearer. Sin ella, solo las leen los operadores.
cli-connect-about = Conecta una integración a un proyecto; la conexión queda si su prueba sale bien
cli-connect-after = 
    Ejemplos:
      tomada connect chatgpt --secret token=@key
      tomada connect webhook --label Shop --keep-if-broken
cli-connections-about = Examina las conexiones de un proyecto, prueba una o la elimina
cli-connections-after = 
    Ejemplos:
      tomada connections
      tomada connections ID --test
cli-log-about = Examina el registro de llamadas de un proyecto, lo sigue o muestra una llamada
cli-log-after = 
    Ejemplos:
      tomada log --outcome failed --from 2026-11-24T00:00:00Z
      tomada log --follow
      tomada log RUN --curl
cli-replay-about = Repite una llamada registrada y dice dónde difiere su respuesta
cli-replay-after = 
    Ejemplos:
      tomada replay RUN
cli-tokens-about = Examina los tokens de un proyecto para programas, crea uno o termina uno
cli-tokens-after = 
    Ejemplos:
      tomada tokens
      tomada tokens --create shop --role editor
cli-projects-about = Examina los proyectos o crea uno
cli-projects-after = 
    Ejemplos:
      tomada projects
      tomada projects --create shop --name Shop
cli-backup-about = Copia la base de datos en un archivo, con el servidor en marcha
cli-backup-after = 
    Ejemplos:
      tomada backup tomada-2026-11-24.db
cli-restore-about = Pone una copia de seguridad en lugar de una base de datos que no existe
cli-restore-after = 
    Ejemplos:
      tomada restore tomada-2026-11-24.db --data /var/lib/tomada
cli-project = El proyecto; main si falta
cli-value-project = PROYECTO
cli-value-label = NOMBRE
cli-value-run = EJECUCIÓN
cli-value-outcome = RESULTADO
cli-value-number = NÚMERO
cli-value-time = HORA
cli-value-text = TEXTO
cli-value-role = ROL
cli-value-not-a-number = «{ $found }» no es un valor de { $argument }: se acepta un número entero.
cli-not-a-time = «{ $found }» no es un valor de { $argument }: se acepta una hora.
    .hint = Escríbala como 2026-11-24T19:00:00Z.
cli-no-data = No hay ninguna instalación en { $path }.
    .hint = Inicie una con tomada serve, o diga dónde está con --data.
cli-door-broken = La instalación no respondió como debía: { $reason }.
    .hint = Inténtelo de nuevo; el registro del servidor dice más.
cli-secret-not-text = El secreto «{ $name }» no es texto.
cli-connect-integration = La integración, como chatgpt
cli-connect-label = Cómo llaman las personas a la conexión; el id de la integración si falta
cli-connect-settings = Un ajuste; se puede repetir
cli-connect-auth = Cómo se autentican las llamadas, si la integración lo deja a la conexión
cli-connect-secrets = Un secreto, de un archivo o de una variable de entorno, nunca de la línea de comandos; se puede repetir
cli-connect-default = La convierte en la que usan las ejecuciones que no nombran ninguna
cli-connect-keep-if-broken = La conserva aunque su prueba falle
cli-connect-made = La conexión «{ $label }» está creada: { $id }
cli-connect-broken = Su prueba falló: { $why }
cli-connections-connection = El id de una conexión; la muestra entera
cli-connections-integration = Solo las de esta integración
cli-connections-test = Ejecuta la prueba de la conexión
cli-connections-remove = Elimina la conexión y sus secretos; sus llamadas quedan en el registro
cli-connections-tested = La prueba salió bien.
cli-connections-removed = La conexión { $id } está eliminada.
cli-connections-id = ID
cli-connections-label = NOMBRE
cli-connections-integration-name = INTEGRACIÓN
cli-connections-health = SALUD
cli-connections-used = ÚLTIMO USO
cli-log-run = El id de una ejecución; muestra la llamada entera
cli-log-follow = Sigue con cada llamada que se hace, hasta que se lo detenga
cli-log-integration = Solo llamadas de esta integración
cli-log-action = Solo llamadas de esta acción
cli-log-connection = Solo llamadas con esta conexión
cli-log-outcome = Solo llamadas con este resultado: ok, failed o un tipo de falla, como unauthorized
cli-log-status = Solo llamadas cuyo último intercambio se respondió con este estado
cli-log-from = Solo llamadas desde esta hora, como 2026-11-24T19:00:00Z
cli-log-to = Solo llamadas antes de esta hora
cli-log-text = Solo llamadas que contienen este texto
cli-log-limit = Cuántas como máximo, de 1 a 200; 50 si falta
cli-log-curl = Da un intercambio de la llamada como comando cURL, con variables en lugar de lo enmascarado; el primero si no hay número
cli-log-har = Da la llamada como archivo HTTP (HAR 1.2)
cli-log-lost = Algunas llamadas quedaron fuera: esta terminal fue demasiado lenta.
cli-log-time = HORA
cli-log-outcome-name = RESULTADO
cli-log-status-name = ESTADO
cli-log-what = LLAMADA
cli-log-took = DURÓ
cli-log-run-name = EJECUCIÓN
cli-replay-run = El id de la ejecución
cli-replay-made = La llamada se repitió como ejecución { $run }.
cli-replay-same = Su respuesta es la misma.
cli-tokens-create = Crea un token con este nombre y lo muestra solo esta vez
cli-tokens-role = Lo que permite el token nuevo: viewer, editor o admin; viewer si falta
cli-tokens-revoke = Termina el token con este id
cli-tokens-made = El token, que no se mostrará de nuevo:
cli-tokens-revoked = El token { $id } está terminado.
cli-tokens-id = ID
cli-tokens-label = NOMBRE
cli-tokens-role-name = ROL
cli-tokens-created = CREADO
cli-tokens-used = ÚLTIMO USO
cli-projects-create = Crea un proyecto con este id
cli-projects-name = Cómo llaman las personas al proyecto nuevo; su id si falta
cli-projects-made = El proyecto { $id } está creado.
cli-projects-id = ID
cli-projects-label = NOMBRE
cli-backup-file = El archivo que se crea; uno que ya existe no se sobrescribe
cli-backup-made = { $path } contiene la base de datos ({ $bytes } bytes) y está comprobado. Sus secretos están sellados: guarde también { $key }, en otro lugar.
cli-backup-postgres = Los datos están en una base PostgreSQL, que tiene mejores herramientas propias.
    .hint = Use pg_dump --format=custom, que lee un solo estado de la base con el servidor en marcha; guarde también el archivo de clave.
cli-restore-file = La copia de seguridad
cli-restore-made = La copia está en su lugar como { $path } ({ $bytes } bytes) y está comprobada. Ponga el archivo de clave que le pertenece en { $key } antes de iniciar el servidor.
cli-restore-there = Ya hay una base de datos en { $path }; no se sobrescribe nada.
    .hint = Muévala a otro lugar, o elija otra carpeta con --data.
cli-restore-postgres = Los datos están en una base PostgreSQL, que tiene mejores herramientas propias.
    .hint = Use pg_restore en una base vacía.
cli-telemetry-refused = Las trazas no pueden ir a { $endpoint }: { $reason }.
    .hint = Ponga en telemetry.otlp_endpoint la dirección de un recolector de OpenTelemetry, o quítelo.
cli-keys-about = Cuida las claves que sellan los secretos
cli-keys-after = 
    Ejemplos:
      tomada keys rotate
cli-keys-rotate-about = Crea una clave nueva en el archivo de clave y sella con ella las claves de los proyectos, con el servidor en marcha
cli-keys-rotate-after = 
    Ejemplos:
      tomada keys rotate
      tomada keys rotate --data /var/lib/tomada
cli-keys-rotated = Hay una clave nueva; { $number } claves de proyectos están selladas con ella. Guarde una copia del nuevo archivo de clave: las copias de seguridad desde ahora lo necesitan.
