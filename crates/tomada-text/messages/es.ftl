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
secret-missing = A la conexión le falta el secreto «{ $name }», sin el cual { $integration } no deja entrar.
    .hint = Añádalo a la conexión.
secret-unknown = La integración no usa un secreto «{ $name }».
    .hint = Sus secretos son: { $known }.
secret-not-wanted = La integración no usa secretos, y la conexión indica «{ $name }».
    .hint = Quítelo.
secret-too-short = El secreto «{ $name }» tiene { $found } bytes. Los secretos de menos de { $min } bytes no pueden mantenerse fuera del registro de llamadas.
    .hint = Use uno más largo.
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
    .hint = Compila el plugin de nuevo para esta máquina y acéptalo con `tomada lock { $id }`.
plugin-target = La biblioteca de «{ $id }» es para { $found }; este servidor es { $supported }.
    .hint = Pide al autor una biblioteca para este sistema o compílala aquí.
plugin-forbidden = La biblioteca de «{ $id }» contiene algo que ningún plugin puede tener: { $item }.
    .hint = Para el autor: { $rule }.
plugin-manifest = El manifiesto en la biblioteca de «{ $id }» no se puede usar: { $reason }.
    .hint = Compila el plugin de nuevo con un SDK actual.
plugin-version = «{ $id }» habla la versión { $found } de la interfaz de plugins; este servidor habla { $supported }.
    .hint = Compila el plugin de nuevo con el SDK de este servidor o actualiza el servidor.
plugin-needs = «{ $id }» necesita { $found }; este servidor tiene { $supported }.
    .hint = Compila el plugin de nuevo para este servidor o actualiza el servidor.
plugin-map = No se pudo cargar la biblioteca de «{ $id }»: { $reason }.
    .hint = Avisa al autor de la integración.
plugin-entry = La biblioteca de «{ $id }» incumple las reglas de la interfaz de plugins: { $reason }.
    .hint = Avisa al autor de la integración.
plugin-start = «{ $id }» se negó a iniciar: { $reason }.
    .hint = Avisa al autor de la integración.
plugin-sandboxed = «{ $id }» está en el nivel «sandboxed», que necesita un proceso aparte; esta versión no tiene ninguno.
    .hint = Si confías a su autor este proceso entero, pon tier = "trusted" para ella en catalog.toml.
plugin-taken = { $name } ya está abierta desde otra biblioteca (SHA-256 { $known }; esta es { $found }).
    .hint = Da a la nueva biblioteca una versión mayor o reinicia el servidor.
plugin-protocol = La integración incumplió las reglas de la interfaz de plugins: { $reason }.
    .hint = Avisa al autor de la integración, con el número de la ejecución.
plugin-panicked = La integración falló mientras se ejecutaba.
    .hint = Avisa al autor de la integración, con el número de la ejecución. Se ha iniciado de nuevo.
plugin-status = La integración terminó sin respuesta (estado { $status }).
    .hint = Avisa al autor de la integración, con el número de la ejecución.
plugin-unsupported = La integración no conoce esta acción, aunque su manifiesto la lista.
    .hint = Avisa al autor de la integración.
plugin-recovering = La integración falló varias veces y se está iniciando de nuevo.
    .hint = Espera un momento y prueba de nuevo.
