# Todos os textos da própria Tomada que as pessoas veem, em português do Brasil.
#
# Uma mensagem por código. O atributo `.hint` diz o que fazer em seguida. Os argumentos têm os nomes que o código
# passa, com `-` no lugar de `_`. Os três arquivos têm as mesmas mensagens, atributos e argumentos: um teste compara.

## Os nove tipos de falha: o rótulo e quem deve agir

kind-invalid-input = Entrada inválida
    .who = Quem monta o fluxo
kind-unauthorized = Não autorizado
    .who = Quem é responsável pela conexão
kind-forbidden = Não permitido
    .who = Quem opera esta instalação
kind-not-found = Não encontrado
    .who = Quem monta o fluxo
kind-rate-limited = Chamadas demais
    .who = Ninguém: espere e tente de novo
kind-unavailable = Indisponível
    .who = Ninguém: tente de novo
kind-uncertain = Resultado desconhecido
    .who = Uma pessoa, que confere no serviço antes de tentar de novo
kind-rejected = Recusado pelo serviço
    .who = Quem monta o fluxo
kind-broken = Integração com defeito
    .who = Quem fez a integração

## tomada-core

answer-not-as-expected = O serviço respondeu algo diferente do que esta integração espera: { $reason }.
    .hint = Veja a resposta no registro de chamadas. Se o serviço mudou de formato, a integração precisa ser atualizada.
settings-not-readable = Não foi possível ler as configurações da conexão: { $reason }.
    .hint = Abra a conexão, corrija a configuração indicada aqui e salve de novo.
output-not-json = A integração produziu um resultado que não pode ser escrito como JSON: { $reason }.
    .hint = Avise quem fez a integração e informe o número da execução.
state-conflict = Outra execução acabou de alterar “{ $key }” na memória desta conexão.
    .hint = Execute a ação de novo.
preview-not-available = Aqui não é possível dizer o que seria enviado.
    .hint = Peça ao operador um host mais novo, ou execute a ação e veja o registro de chamadas.

## tomada-catalog: arquivos

file-missing = Não existe o arquivo { $path }.
file-not-regular = { $path } não é um arquivo comum.
    .hint = Pastas, pipes e dispositivos nunca são lidos. Coloque um arquivo comum nesse lugar.
file-too-large = { $path } tem mais de { $max-kib } KiB.
file-not-text = { $path } não é texto UTF-8 a partir do byte { $offset-bytes }.
    .hint = Salve o arquivo em UTF-8.
file-unreadable = Não foi possível ler { $path }: { $reason }.
toml-syntax = { $place }: isto não é TOML: { $reason }.
toml-unknown = { $place }: “{ $found }” não existe aqui. Aceitos: { $accepted }.
    .hint = O nome aceito mais próximo é “{ $nearest }”.
toml-missing = { $place }: falta “{ $key }”.
toml-wrong-value = { $place }: { $reason }.

## tomada-catalog: entradas

catalog-integration-unknown = Não há integração “{ $id }” no catálogo.
    .hint = A mais próxima é “{ $nearest }”. `tomada list` mostra todas.
catalog-empty = Não há integração “{ $id }”: o catálogo está vazio.
    .hint = Acrescente um [[integration]] a catalog.toml.
catalog-version-unknown = O catálogo não tem nenhuma versão de { $id } que atenda a { $requirement }.
    .hint = Ele tem { $versions }.
catalog-unknown-id = Não há integração “{ $id }” em { $path }.
    .hint = A mais próxima é “{ $nearest }”.
catalog-manifest-missing = Não há manifest.json em { $folder } nem em uma pasta logo abaixo.
    .hint = Coloque { $id } nesse lugar ou corrija “source” em catalog.toml; depois execute `tomada lock { $id }`.
catalog-no-match = { $id } { $requirement }, exigido em { $place }, não é atendido por nenhuma das versões que existem: { $found }.
    .hint = Mude o requisito ou acrescente uma versão que o atenda.
catalog-conflict = { $id } { $version } é oferecido duas vezes: { $one } e { $other }.
    .hint = Remova um dos dois ou mude o requisito de versão dele; depois execute `tomada lock { $id }`.
catalog-not-locked = { $id } ainda não foi aceito.
    .hint = `tomada lock { $id }` aceita a versão { $version } como está agora.
catalog-lock-stale = { $id } está travado na versão { $locked }, que não atende a { $requirement }, exigido em { $place }.
    .hint = `tomada lock { $id }` escolhe e aceita uma versão que atenda.
catalog-file-changed = { $path } mudou desde que { $id } foi aceito.
    .hint = Se a mudança é intencional, `tomada lock { $id }` a aceita. Se não é, restaure o arquivo.
catalog-library-missing = Falta a biblioteca de { $id }; procurada em { $looked-at }.
    .hint = Compile ou restaure a biblioteca e depois execute `tomada lock { $id }`.
catalog-signature-refused = A assinatura de { $library } não confere: { $reason }.
    .hint = Obtenha de novo a biblioteca e a assinatura com quem as fez, ou corrija “key” em catalog.toml.
catalog-lock-unreadable = O catalog.lock não está como `tomada lock` o escreve. { $place }: { $reason }.
    .hint = Restaure o arquivo, ou apague-o e execute `tomada lock`, que aceita todos os arquivos como estão agora.
catalog-lock-not-written = Não foi possível gravar { $path }; o anterior continua intacto: { $reason }.

## tomada-catalog: manifestos

manifest-shape = { $path } não é um manifesto: { $reason }.
manifest-of-another = { $path } é o manifesto de { $found }; o esperado é o de { $expected }.
    .hint = Corrija “id” ou “source” em catalog.toml e depois execute `tomada lock`.
manifest-kebab-case = { $at }: “{ $found }” não está em kebab-case com no máximo 64 caracteres, como google-sheets.
manifest-name = { $at }: “{ $found }” não serve de nome: são aceitas letras minúsculas, dígitos e “_”, começando por uma letra, com no máximo 64 caracteres.
manifest-action-twice = { $at }: há duas ações com este nome.
manifest-text-empty = { $at }: o texto está vazio.
    .hint = Todo texto que as pessoas veem é necessário em en, pt-BR e es.
manifest-test-unknown = { $at }: “{ $found }” não é uma ação desta integração.
    .hint = Existem: { $actions }.
manifest-test-changes = { $at }: “{ $found }” tem efeito “{ $effect }”, mas a ação que testa uma conexão precisa ter efeito “read”.
manifest-schema = { $at }: o esquema não é de "type": "object".
manifest-setting-schema = { $at }: o esquema não é um objeto JSON.
manifest-default = { $at }: { $found } não é o que o esquema aceita: { $accepted }.
manifest-host = { $at }: “{ $found }” não é um host.
    .hint = São aceitos: https://host ou https://host:porta, em minúsculas e sem caminho; {"{{"} settings.NOME {"}}"}; {"{{"} input.NOME {"}}"}; ou * para qualquer um que seja público.
manifest-host-setting = { $at }: “{ $found }” não é uma configuração desta integração.
    .hint = Existem: { $settings }.
draft-unpaired = { $place }: as ações e os esquemas não combinam. Ações sem esquemas: { $actions }. Esquemas sem ação: { $schemas }.
    .hint = Dê o mesmo nome aos dois lados: [actions.NOME] em integration.toml e o nome com que a ação é exportada.

## tomada-host

json-null = nada (null)
json-boolean = verdadeiro ou falso
json-integer = um número inteiro
json-number = um número
json-string = um texto
json-array = uma lista
json-object = um objeto com campos
run-out-of-bounds = A execução não começou: { $what } é { $found } e deve ficar entre 1 e { $max } (bytes, ou milissegundos no caso do prazo).
connection-no-default = Este projeto tem conexões para “{ $integration }”, mas nenhuma delas é a padrão, e a execução não indica nenhuma.
    .hint = Indique uma, ou torne uma delas a padrão.
connection-unknown = Este projeto não tem a conexão “{ $connection }”.
    .hint = Escolha uma das conexões do projeto ou crie essa conexão.
connection-of-another-integration = A conexão “{ $connection }” é da integração { $found }, não de { $integration }.
    .hint = Escolha uma conexão de { $integration }.
integration-unknown = Não existe aqui a integração “{ $integration }”.
    .hint = Existem: { $known }.
integration-misspelt = Não existe aqui a integração “{ $integration }”.
    .hint = Você quis dizer { $nearest }?
integration-no-version = Nenhuma versão de { $integration } atende a { $wanted }; existe { $known }.
    .hint = Peça uma versão que existe ou atualize a versão fixada na conexão.
integration-panicked = A integração parou por um defeito dela mesma.
    .hint = Avise quem fez a integração e informe o número da execução.
integration-not-as-pinned = O catálogo fixa { $integration }, mas a biblioteca dela é { $found }.
    .hint = Compile a integração e fixe-a de novo.
action-unknown = { $integration } não tem a ação “{ $action }”.
    .hint = As ações são: { $known }.
action-misspelt = { $integration } não tem a ação “{ $action }”.
    .hint = Você quis dizer { $nearest }?
schema-not-readable = O manifesto de { $integration } descreve “{ $of }” com algo que não é um JSON Schema: { $reason }
    .hint = Avise quem fez a integração.
manifest-bad-host = O manifesto de { $integration } pede o endereço “{ $found }”, que não é uma origem como https://api.example.com nem uma das formas conhecidas aqui.
    .hint = Avise quem fez a integração ou atualize esta instalação.
settings-not-object = As configurações da conexão devem ser um objeto com um campo para cada uma.
settings-problems = As configurações da conexão não estão certas:{ $problems }
    .hint = { $count ->
        [one] Corrija na conexão.
       *[other] Corrija { $count } itens na conexão.
    }
setting-missing = Falta na conexão a configuração “{ $title }” ({ $name }).
    .hint = Preencha esse campo.
setting-unknown = { $integration } não conhece a configuração “{ $name }”.
    .hint = As configurações são: { $known }.
setting-misspelt = { $integration } não conhece a configuração “{ $name }”.
    .hint = Você quis dizer { $nearest }?
setting-not-wanted = { $integration } não tem configurações, e a conexão informa “{ $name }”.
    .hint = Retire esse campo.
setting-not-web-address = A configuração “{ $name }” deve ser um endereço da web que comece com https:// ou http:// e não contenha nome de usuário.
auth-kind-missing = A conexão deixa a autenticação em aberto: “any” é para integrações.
    .hint = Escolha um dos tipos, por exemplo “basic” ou “bearer”.
auth-not-wanted = { $integration } já diz como as suas chamadas são autenticadas, e a conexão também diz.
    .hint = Retire a autenticação da conexão.
auth-not-readable = A autenticação da conexão não pode ser lida: { $reason }.
    .hint = Corrija-a na conexão.
auth-setting-missing = A autenticação precisa da configuração “{ $name }”, que a conexão não tem.
    .hint = Preencha-a.
secret-missing = Falta na conexão o segredo “{ $name }”, sem o qual { $integration } não deixa entrar.
    .hint = Acrescente-o à conexão.
secret-unknown = A integração não usa um segredo “{ $name }”.
    .hint = Os segredos dela são: { $known }.
secret-not-wanted = A integração não usa segredos, e a conexão informa “{ $name }”.
    .hint = Retire-o.
secret-too-short = O segredo “{ $name }” tem { $found } bytes. Segredos com menos de { $min } bytes não podem ser mantidos fora do registro de chamadas.
    .hint = Use um mais longo.
secret-nowhere = A conexão informa um segredo, mas nenhum endereço para onde ele possa ir: ele nunca seria enviado.
    .hint = Preencha { $settings } ou retire o segredo.
manifest-secret-nowhere = { $integration } recebe um segredo e não indica nenhum endereço para onde ele possa ir.
    .hint = Quem a escreveu precisa indicar um em [permissions].
input-problems = { $count } coisas na entrada não estão certas:{ $problems }
input-unknown-field = { $at }: esse campo não existe; aqui existem: { $known }
input-field-misspelt = { $at }: esse campo não existe; você quis dizer { $nearest }?
input-no-fields = { $at }: esse campo não existe; aqui não há campos
input-missing-field = { $at }: falta esse campo
input-wrong-type = { $at }: há { $found-type }, espera-se { $accepted-types }
input-not-object = { $at }: a entrada é { $found-type }, espera-se { $accepted-types }
input-not-one-of = { $at }: há { $found }, aceita-se: { $accepted }
input-out-of-range = { $at }: há { $found }, espera-se um número { $accepted }
input-wrong-length = { $at }: há { $found } caracteres, espera-se { $accepted }
input-wrong-count = { $at }: há { $found } itens, espera-se { $accepted }
input-wrong-format = { $at }: { $found } não está escrito como { $accepted }
input-not-accepted = { $at }: não aceito: { $reason }
input-not-web-address = { $at }: { $found } não é um endereço da web que comece com https:// ou http:// e não contenha nome de usuário
connection-busy = Esta conexão já tem tantas execuções em andamento e em espera quanto pode ter.
    .hint = Espere e tente de novo; distribua as execuções no tempo.
host-busy = Esta instalação já tem tantas execuções em andamento e em espera quanto suporta.
    .hint = Espere e tente de novo.
host-stopping = A instalação está parando; a execução não terminou.
    .hint = Procure a execução no registro de chamadas e depois tente de novo.
host-without-egress = Esta instalação não tem saída para a rede.
idempotency-full = Há execuções demais com chave de idempotência em andamento.
    .hint = Espere e tente de novo com a mesma chave.
idempotency-key-reused = Essa chave de idempotência já foi usada com outra entrada.
    .hint = Use uma chave nova para uma execução nova.
idempotent-run-not-finished = A primeira execução com essa chave de idempotência ainda está em andamento.
    .hint = Pergunte de novo mais tarde com a mesma chave.
rehearsal-ends = Isto foi um ensaio: a chamada foi mostrada e não enviada.
run-timed-out = A execução foi encerrada após { $deadline-ms } ms, que é o prazo dela.
    .hint = Veja as chamadas dela no registro de chamadas para saber onde o tempo foi gasto.
run-is-over = A execução terminou; nada mais pode ser enviado por ela.
nobody-reads = Ninguém mais recebe os resultados parciais desta execução.
output-too-large = A integração deu um resultado de { $found } bytes; aceitam-se no máximo { $max }.
    .hint = Peça menos de cada vez.
output-not-as-declared = O resultado de { $action } não é o que o manifesto declara: { $reason }
    .hint = Corrija o tipo de saída da ação ou o schema dela.
journal-not-written = Não foi possível gravar a execução { $run-id } no diário; por isso o resultado dela não é informado.
    .hint = Verifique o armazenamento desta instalação.
journal-full = No momento não é possível registrar o que acontece, por isso nada é iniciado.
    .hint = Normalmente o disco desta instalação está cheio. Tudo continua sozinho assim que houver espaço.
state-key-too-long = A integração usa uma chave de { $found } bytes na memória desta conexão (“{ $key }”…); aceitam-se no máximo { $max }.
state-value-too-large = A integração quer guardar { $found } bytes em “{ $key }” na memória desta conexão; aceitam-se no máximo { $max }.
state-full = A integração quer guardar “{ $key }” como chave número { $found } na memória desta conexão; aceitam-se no máximo { $max }.
state-store-full = A memória desta instalação está cheia; “{ $key }” não foi guardado.
    .hint = Peça a quem opera a instalação que libere espaço.

## tomada-sdk

input-not-readable = A integração não consegue ler esta entrada: { $reason }.
    .hint = Corrija o campo indicado aqui. Se a entrada segue o formulário, avise o autor da integração.
action-panicked = A integração parou de funcionar durante a execução desta ação.
    .hint = Avise o autor da integração, com o número da execução: o log dela mostra onde foi.
message-too-large = Uma mensagem de { $bytes } bytes é grande demais: passam no máximo { $max-bytes } bytes por vez.
    .hint = Trabalhe com menos por vez: um arquivo menor, menos linhas.
host-not-understood = A integração não funciona com esta instalação: encontrou { $found } e aceita a versão { $supported }.
    .hint = Instale uma versão da integração feita para esta versão do Tomada.
host-without-capability = Esta instalação não oferece “{ $capability }”, de que a integração precisa.
    .hint = Peça ao operador que libere o recurso ou atualize o Tomada.
host-denied = Esta instalação não permitiu que a integração usasse “{ $capability }” (status { $status }).
host-limit = A integração passou de um limite de “{ $capability }” (status { $status }).
    .hint = Peça menos por vez ou peça ao operador que aumente o limite.
host-unavailable = Não é possível acessar “{ $capability }” neste momento (status { $status }).
    .hint = Execute a ação de novo.
host-gave-up = “{ $capability }” foi interrompido antes de terminar (status { $status }).
host-refused = Esta instalação não entendeu o que a integração pediu a “{ $capability }” (status { $status }).
    .hint = Avise o autor da integração, com o número da execução.
host-failed = “{ $capability }” falhou dentro desta instalação (status { $status }).
host-answer-malformed = Esta instalação deu uma resposta que a integração não consegue ler, de “{ $capability }”: { $found }.
    .hint = Avise o operador e o autor da integração, com o número da execução.
request-not-json = A integração produziu uma requisição que não pode ser escrita como JSON: { $reason }.
    .hint = Avise o autor da integração, com o número da execução.
service-status = O serviço respondeu com o status { $status }.
service-said = O serviço respondeu com o status { $status }: { $answer }
answer-line-too-long = O serviço enviou uma linha com mais de { $max-bytes } bytes.
answer-event-too-large = O serviço enviou um evento com mais de { $max-bytes } bytes.

## tomada-loader

plugin-not-a-library = O arquivo de “{ $id }” não é uma biblioteca de plugin: { $reason }.
    .hint = Compile o plugin de novo para esta máquina e aceite-o com `tomada lock { $id }`.
plugin-target = A biblioteca de “{ $id }” foi feita para { $found }; este servidor é { $supported }.
    .hint = Peça ao autor uma biblioteca para este sistema ou compile-a aqui.
plugin-forbidden = A biblioteca de “{ $id }” contém algo que nenhum plugin pode ter: { $item }.
    .hint = Para o autor: { $rule }.
plugin-manifest = O manifesto na biblioteca de “{ $id }” não pode ser usado: { $reason }.
    .hint = Compile o plugin de novo com um SDK atual.
plugin-version = “{ $id }” fala a versão { $found } da interface de plugins; este servidor fala { $supported }.
    .hint = Compile o plugin de novo com o SDK deste servidor ou atualize o servidor.
plugin-needs = “{ $id }” precisa de { $found }; este servidor tem { $supported }.
    .hint = Compile o plugin de novo para este servidor ou atualize o servidor.
plugin-map = A biblioteca de “{ $id }” não pôde ser carregada: { $reason }.
    .hint = Avise o autor da integração.
plugin-entry = A biblioteca de “{ $id }” viola as regras da interface de plugins: { $reason }.
    .hint = Avise o autor da integração.
plugin-start = “{ $id }” se recusou a iniciar: { $reason }.
    .hint = Avise o autor da integração.
plugin-sandboxed = “{ $id }” está no nível “sandboxed”, que precisa de um processo separado; esta versão não tem nenhum.
    .hint = Se você confia ao autor este processo inteiro, ponha tier = "trusted" para ela em catalog.toml.
plugin-taken = { $name } já está aberta a partir de outra biblioteca (SHA-256 { $known }; esta é { $found }).
    .hint = Dê à nova biblioteca uma versão maior ou reinicie o servidor.
plugin-protocol = A integração violou as regras da interface de plugins: { $reason }.
    .hint = Avise o autor da integração, com o número da execução.
plugin-panicked = A integração falhou enquanto executava.
    .hint = Avise o autor da integração, com o número da execução. Ela foi iniciada de novo.
plugin-status = A integração terminou sem resposta (status { $status }).
    .hint = Avise o autor da integração, com o número da execução.
plugin-unsupported = A integração não conhece esta ação, embora o manifesto dela a liste.
    .hint = Avise o autor da integração.
plugin-recovering = A integração falhou várias vezes e está sendo iniciada de novo.
    .hint = Espere um momento e tente de novo.

## tomada-cli

cli-about = Executa ações de integrações: lista um catálogo, mostra o que uma integração faz, executa e diz o que foi enviado.
cli-after = 
    Exemplos:
      tomada list
      tomada show chatgpt --lang pt-BR
      tomada run hello greet --input '{"{"}"name": "Ada"{"}"}'
cli-heading-usage = Uso:
cli-heading-commands = Comandos
cli-heading-arguments = Argumentos
cli-heading-options = Opções
cli-heading-global = Opções de todos os comandos
cli-usage-command = <COMANDO>
cli-usage-options = {"["}OPÇÕES]
cli-value-file = ARQUIVO
cli-value-language = IDIOMA
cli-value-when = QUANDO
cli-value-integration = INTEGRAÇÃO
cli-value-action = AÇÃO
cli-value-input = JSON|@ARQUIVO|-
cli-value-setting = NOME=VALOR
cli-value-auth = JSON|@ARQUIVO
cli-value-secret = NOME=@ARQUIVO|NOME=env:VARIÁVEL
cli-value-proxy = URL
cli-value-opening = CIDR:PORTA
cli-value-milliseconds = MILISSEGUNDOS
cli-value-key = CHAVE
cli-value-shell = SHELL
cli-catalog = O catalog.toml a usar; sem ele, o mais próximo nesta pasta ou acima dela
cli-json = Responde em JSON, para programas
cli-lang = Fala en, pt-BR ou es; sem ela, o idioma de LC_ALL, LC_MESSAGES ou LANG
cli-color = Usa cores always (sempre), never (nunca) ou auto: em um terminal, se NO_COLOR não estiver definida
cli-help = Mostra esta ajuda
cli-version = Mostra a versão
cli-list-about = Lista o catálogo, com o motivo das entradas que não podem ser executadas
cli-list-after = 
    Exemplos:
      tomada list
      tomada list --json --catalog loja/catalog.toml
cli-list-empty = O catálogo está vazio.
cli-list-id = ID
cli-list-version = VERSÃO
cli-list-title = TÍTULO
cli-list-category = CATEGORIA
cli-list-state = SITUAÇÃO
cli-list-ready = pronta
cli-list-problem = problema
cli-show-about = Mostra o que uma integração faz, o que ela pode chamar e o que suas ações recebem e devolvem
cli-show-after = 
    Exemplos:
      tomada show webhook
      tomada show chatgpt@^1 --json
cli-show-integration = A integração; ID@REQUISITO, como hello@^1, escolhe entre versões
cli-show-permissions = Pode chamar
cli-show-no-hosts = nada fora dela mesma
cli-show-any-host = qualquer endereço público
cli-show-host-of-setting = o endereço na configuração { $name }
cli-show-host-of-input = o endereço no campo { $name } da entrada
cli-show-auth = Autentica-se com
cli-show-auth-none = nada
cli-show-auth-any = o que a conexão disser: --auth
cli-show-auth-body = uma chave de API no campo { $name } do corpo
cli-show-auth-basic = nome de usuário e senha
cli-show-auth-digest = nome de usuário e senha, como digest
cli-show-auth-hmac = uma assinatura sobre cada requisição
cli-show-auth-login = um token obtido com um login
cli-show-auth-client-credentials = um token para credenciais de cliente (OAuth 2.0)
cli-show-auth-authorization-code = um token que alguém concede no serviço (OAuth 2.0)
cli-show-auth-service-account = um token para uma conta de serviço
cli-show-auth-aws-sigv4 = AWS Signature Version 4
cli-show-auth-mtls = um certificado de cliente
cli-show-auth-bearer = um token bearer
cli-show-auth-header = uma chave de API no cabeçalho { $name }
cli-show-auth-query = uma chave de API no parâmetro de consulta { $name }
cli-show-settings = Configurações
cli-show-default = padrão { $value }
cli-show-required = obrigatório
cli-show-optional = opcional
cli-show-actions = Ações
cli-show-read = lê
cli-show-write = escreve
cli-show-destructive = destrói
cli-show-streaming = dá resultados parciais
cli-show-input = recebe
cli-show-output = devolve
cli-run-about = Executa uma ação e diz o que resultou e o que foi enviado
cli-run-after = 
    Exemplos:
      tomada run hello greet --input '{"{"}"name": "Ada"{"}"}'
      tomada run webhook call --input @call.json --json
      tomada run chatgpt chat --input - --secret token=env:OPENAI_KEY < chat.json
      tomada run webhook call --input @call.json --allow 127.0.0.1/32:8080
cli-run-integration = A integração; ID@REQUISITO, como hello@^1, escolhe entre versões
cli-run-action = A ação
cli-run-input = A entrada da ação: JSON, um arquivo que o contém ou - para a entrada padrão; um objeto vazio se ausente
cli-run-settings = Uma configuração da conexão; pode ser repetida
cli-run-auth = Como as chamadas são autenticadas, quando a integração deixa isso para a conexão, por exemplo {"{"}"kind": "basic", "username": "ana"{"}"}; os segredos vão ao lado
cli-auth-not-readable = --auth não contém uma autenticação: { $reason }.
    .hint = Por exemplo {"{"}"kind": "basic", "username": "ana"{"}"} com --secret password=env:PASSWORD.
cli-run-secrets = Um segredo da conexão, de um arquivo ou de uma variável de ambiente, nunca da linha de comando; pode ser repetido
cli-run-openings = Abre endereços que de outro modo ficam fechados, como os desta máquina: 127.0.0.1/32:8080; pode ser repetida
cli-run-proxy = Chega a todos os serviços por este proxy: http://host:porta, https://… ou socks5h://…; também de TOMADA_PROXY, e de nenhuma outra variável
cli-run-deadline-ms = Quanto pode demorar: de 1 a 900000 milissegundos, 30000 se ausente
cli-run-idempotency-key = Dá um nome à operação, para que seja feita uma só vez por mais que seja pedida
cli-run-verbose = Mostra tudo o que a integração registra
cli-run-number = execução { $run-id }, { $elapsed-ms } ms
cli-lock-about = Aceita os arquivos que existem agora e os fixa em catalog.lock
cli-lock-after = 
    Exemplos:
      tomada lock
      tomada lock webhook chatgpt
cli-lock-integrations = Quais entradas; todas se ausente
cli-lock-added = incluída
cli-lock-updated = atualizada
cli-lock-unchanged = sem mudança
cli-lock-removed = removida
cli-lock-refused = recusada
cli-lock-other-files = outros arquivos
cli-completions-about = Imprime um script que completa esta linha de comando
cli-completions-after = 
    Exemplos:
      tomada completions bash > ~/.local/share/bash-completion/completions/tomada
cli-completions-shell = bash, elvish, fish, powershell ou zsh
cli-wrong-usage = Uso incorreto
cli-see-help = --help mostra o que existe.
cli-value-missing = { $argument } precisa de um valor e não tem nenhum.
cli-value-unknown = “{ $found }” não é um valor de { $argument }.
    .hint = Aceitam-se: { $accepted }.
cli-value-not-milliseconds = “{ $found }” não é um valor de { $argument }: aceita-se um número inteiro de milissegundos de 1 a { $max }.
cli-argument-unknown = Não existe aqui o argumento “{ $found }”.
cli-argument-misspelt = Não existe aqui o argumento “{ $found }”.
    .hint = Você quis dizer { $nearest }?
cli-command-unknown = Não existe o comando “{ $found }”.
cli-command-misspelt = Não existe o comando “{ $found }”.
    .hint = Você quis dizer { $nearest }?
cli-argument-missing = O que falta: { $argument }.
cli-argument-twice = { $argument } aparece duas vezes.
cli-not-text = Um dos argumentos não é texto UTF-8.
cli-not-understood = Não foi possível entender a linha de comando: { $reason }.
cli-not-a-requirement = “{ $found }” não é um requisito de versão: { $reason }.
    .hint = Escreva ID@1.2.0, ID@^1 ou ID@>=1,<3.
cli-not-an-opening = “{ $found }” não é o que --allow aceita.
    .hint = Escreva uma rede e uma porta, como 127.0.0.1/32:8080 ou [::1/128]:8080.
cli-not-a-setting = “{ $found }” não é o que --setting aceita.
    .hint = Escreva NOME=VALOR, como base_url=https://api.example.com.
cli-secret-in-the-open = Um segredo não é aceito na própria linha de comando: outros programas desta máquina podem lê-lo ali, e o shell o guarda.
    .hint = Coloque-o em um arquivo e escreva --secret { $name }=@ARQUIVO, ou em uma variável e escreva --secret { $name }=env:VARIÁVEL.
cli-variable-not-readable = A variável de ambiente { $variable } não está definida ou não é texto.
cli-file-not-readable = Não foi possível ler “{ $path }”: { $reason }.
cli-input-not-json = A entrada ({ $from }) não é JSON: { $reason }.
    .hint = Escreva um objeto como {"{"}"name": "Ada"{"}"}; no shell, entre aspas simples.
cli-no-catalog = Não existe catalog.toml em { $folder } nem acima dela.
    .hint = Vá para a pasta que tem um ou indique-o com --catalog ARQUIVO.
cli-output-closed = Não foi possível escrever a saída: { $reason }.
cli-host-not-started = Não foi possível iniciar o host: { $reason }.

## tomada-curl

curl-too-long = Este comando tem mais de { $max-bytes } bytes (linha { $line }, coluna { $column } (byte { $offset-bytes })).
    .hint = Ponha um corpo grande em um arquivo e envie o arquivo.
curl-too-many = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): este comando deixa mais de { $max } coisas em aberto, como variáveis e arquivos.
    .hint = Cole uma chamada do curl de cada vez.
curl-not-curl = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): não há aqui uma chamada do curl; a primeira palavra é “{ $found }”.
    .hint = Cole o comando inteiro, a partir da palavra curl.
curl-unclosed = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): o que { $opened } abre nunca é fechado.
    .hint = Talvez falte uma parte do comando: copie-o de novo, até o fim.
curl-unknown-flag = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): o curl não tem a opção { $flag }, ou não está claro qual se quer dizer.
    .hint = As mais próximas que existem: { $nearest }.
curl-missing-value = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): { $flag } precisa de um valor, e o comando termina ali.
    .hint = Escreva o valor depois dela ou retire a opção.
curl-wrong-value = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): { $flag } não aceita este valor; aceita { $accepted }.
    .hint = O curl também recusaria este comando. Corrija o valor.
curl-conflict = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): { $flag } e { $other } não podem vir juntas: uma requisição tem um só método e um só corpo.
    .hint = O curl também recusaria este comando. Retire uma delas.
curl-no-url = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): esta chamada do curl não tem endereço.
    .hint = Acrescente um que comece com https:// ou http://.
curl-wrong-url = Em linha { $line }, coluna { $column } (byte { $offset-bytes }): este endereço não pode ser chamado por causa de “{ $found }” nele.
    .hint = Só http e https são chamados. Um espaço em um endereço se escreve %20, e um colchete ou uma chave avulsos exigem --globoff.
curl-body-not-base64 = Este corpo não é base64: { $reason }.
    .hint = Escreva os bytes em base64 com preenchimento ou use um corpo do tipo text.

## tomada-curl: notes on what a command says

curl-note-display = { $flag }: como o curl mostra o que faz. A requisição é a mesma sem isso.
curl-note-compressed = { $flag }: aqui as respostas comprimidas são sempre pedidas e descomprimidas.
curl-note-http-version = { $flag }: a versão do HTTP é combinada com o serviço.
curl-note-abbreviated = { $flag } foi lida como { $meant }.
curl-note-scheme-guessed = O endereço não tem esquema; o curl usa { $scheme }://. Se o serviço tiver https, escreva-o.
curl-note-environment = { $name }: definido só para o curl, o que não muda a requisição.
curl-note-header-framed = O cabeçalho { $name } ficou de fora: ele é escrito no envio da requisição.
curl-note-header-removed = { $name } desliga um cabeçalho que o curl envia por conta própria.
curl-note-header-ignored = “{ $name }” não é um cabeçalho, e o curl também não o enviaria.
curl-note-header-wrong = O cabeçalho “{ $name }” ficou de fora: o nome ou o valor tem caracteres que o HTTP não permite.
curl-note-content-type = O comando envia um corpo sem tipo de conteúdo; { $used } é enviado como tipo.
curl-note-equals-sign = { $flag }=…: o curl não aceita o sinal de igual. Foi lido como se houvesse um espaço ali.
curl-note-secret-connection = Há um segredo aqui. Ele não vai para os campos: guarde-o na conexão, como credencial ({ $name }).
curl-note-secret-variable = { $place } parece um segredo. A variável { $name } está no lugar dele: preencha-a a partir do fluxo.
curl-note-password-asked = Há um nome sem senha; o curl perguntaria por ela. Guarde-a na conexão.
curl-note-variable = ${ $name } é uma variável do shell; tornou-se a variável { $name } dos campos.
curl-note-substitution = Outro comando imprime uma parte deste; a variável { $name } está no lugar dela.
curl-note-file = { $flag } lê o arquivo { $path }; a variável { $name } representa o conteúdo.
curl-note-input = { $flag } lê a entrada padrão; a variável { $name } representa o conteúdo.
curl-note-base-address = O endereço começa com ${ $name }: defina o valor como endereço base da conexão.
curl-note-proxy = { $flag }: aqui não se usa proxy; quem opera a instalação decide como as requisições saem.
curl-note-tls-unverified = { $flag }: aqui os certificados são sempre verificados; um serviço com certificado inválido não pode ser chamado.
curl-note-tls = { $flag }: as configurações de TLS são as desta instalação.
curl-note-client-certificate = { $flag }: um certificado de cliente fica na conexão, não nos campos.
curl-note-route = { $flag }: o caminho até o serviço, como os endereços dele, é decidido por esta instalação.
curl-note-output = { $flag }: aqui não se grava arquivo; a resposta é a saída da ação.
curl-note-settings = { $flag }: o que arquivos ou variáveis do curl dizem além disso não é conhecido aqui.
curl-note-redirects-fewer = O curl seguiria até { $asked } redirecionamentos; aqui são seguidos no máximo { $max }.
curl-note-redirect-rule = { $flag }: os redirecionamentos seguem as regras desta instalação, e as credenciais nunca vão para outra origem.
curl-note-timeout-shorter = O comando espera { $asked } ms; aqui se espera no máximo { $max } ms.
curl-note-timeout-rule = { $flag }: só o limite da chamada inteira pode ser definido; os outros são os desta instalação.
curl-note-retries-fewer = O comando tenta de novo { $asked } vezes; aqui são no máximo { $max }.
curl-note-retry-rule = { $flag }: quando tentar de novo é decidido aqui pelo método e pela resposta do serviço.
curl-note-answer-smaller = O comando aceita respostas de { $asked } bytes; aqui são aceitos no máximo { $max }.
curl-note-auth-scheme = { $flag }: este tipo de autenticação não está disponível.
curl-note-auth-several = Vários tipos de autenticação são permitidos, e o curl perguntaria ao serviço; um deles foi escolhido.
curl-note-other-protocol = { $flag }: isto diz respeito a outro protocolo que não o HTTP.
curl-note-not-carried = { $flag }: não há campo para isto ou para uma parte disto.
curl-note-more-urls = O comando chama mais { $count } endereços; só o primeiro foi usado.
curl-note-next = { $flag } começa outra requisição; só a primeira foi usada.
curl-note-glob = O endereço representa vários; o primeiro deles foi usado.
curl-note-pipe = O que o comando faz com a resposta depois de “|” ficou de fora: use response.map ou um passo posterior.
curl-note-redirection = O que o shell lê de um arquivo ou grava em um ficou de fora.
curl-note-more-commands = O que segue é outro comando e ficou de fora. Se faz parte deste, procure um espaço depois do sinal no fim da linha anterior.
curl-note-expansion = O shell faria várias palavras das chaves daqui; elas foram usadas como estão.

## tomada-rest

template-syntax = { $at }, linha { $line }: este modelo não está escrito corretamente: { $reason }.
    .hint = Um valor fica entre {"{{"} e {"}}"}, por exemplo {"{{"} context.name {"}}"}. Nada foi enviado.
template-undefined = { $at }, linha { $line }: não existe “{ $name }”.
    .hint = Existem: { $known }. Para um valor que pode faltar, escreva {"{{"} … | default('') {"}}"}. Nada foi enviado.
template-undefined-here = { $at }, linha { $line }: não existe “{ $name }”.
    .hint = Para um valor que pode faltar, escreva {"{{"} … | default('') {"}}"}. Nada foi enviado.
template-null = { $at }, linha { $line }: o valor é nulo, e um nulo não pode ser escrito em um texto.
    .hint = Escreva {"{{"} … | default('', true) {"}}"} para usar outro valor no lugar. Nada foi enviado.
template-failed = { $at }, linha { $line }: este modelo não pode ser preenchido: { $reason }.
    .hint = Corrija a expressão desta linha. Nada foi enviado.
template-too-long = { $at }: este modelo tem mais de { $max-bytes } bytes.
    .hint = Ponha os dados no contexto e apenas o lugar deles no modelo.
template-result-too-large = { $at }: o resultado deste modelo tem mais de { $max-bytes } bytes.
    .hint = Envie menos de cada vez.
template-too-much-work = { $at }, linha { $line }: este modelo dá trabalho demais.
    .hint = Percorra menos itens ou prepare os dados antes deste passo. Nada foi enviado.
template-too-many = { $at }: a requisição tem mais de { $max } modelos.
    .hint = Insira uma lista ou um objeto inteiro com uma só expressão, por exemplo {"{{"} context.items {"}}"}.
template-member-twice = { $at }: dois membros deste objeto ficam com o nome “{ $name }” depois de preenchidos.
url-empty = { $at }: falta o endereço.
    .hint = Escreva um endereço que comece com https:// ou um que fique abaixo do endereço base da conexão. Nada foi enviado.
url-not-absolute = { $at }: “{ $found }” não começa com https:// nem http://, e a conexão não tem endereço base.
    .hint = Escreva o endereço completo ou defina o endereço base na conexão. Um valor no início de um endereço é tratado como parte do caminho, a não ser que o endereço seja só essa expressão.
url-not-text = { $at }: a expressão não resulta em um texto.
    .hint = Em um endereço que é uma só expressão, o valor é o endereço inteiro.
url-character = { $at }: o caractere “{ $character }” não pode aparecer em um endereço.
    .hint = Deixe um modelo pôr o valor no lugar, e ele será codificado: https://api.example.com/search?q={"{{"} context.text {"}}"}.
url-host-character = { $at }: o caractere “{ $character }” não pode aparecer no nome de um host.
    .hint = Antes da primeira “/” só podem ser preenchidos letras, dígitos, “.”, “-” e “_”. Nada foi enviado.
url-value-is-step = { $at }: um valor forma a parte “{ $found }” do caminho, que leva a outro caminho.
    .hint = Verifique o valor. Nada foi enviado.
header-not-token = { $at }: “{ $found }” não é nome de cabeçalho nem método.
    .hint = São aceitos letras, dígitos e ! # $ % & ' * + - . ^ _ ` | ~, sem espaços.
header-control = { $at }: um cabeçalho é uma só linha, e o valor dele tem o caractere “{ $character }”.
    .hint = Verifique o valor: uma quebra de linha poderia forjar outro cabeçalho. Nada foi enviado.
answer-not-of-form = A resposta não é o { $form } pedido. Linha { $line }, coluna { $column }: { $reason }.
    .hint = Veja no registro de chamadas o que o serviço respondeu. “auto” aceita o que vier.
response-charset-unknown = { $at }: “{ $charset }” não é um conjunto de caracteres conhecido aqui.
    .hint = Use um nome como utf-8, iso-8859-1, windows-1252 ou shift_jis, ou deixe em branco.
response-option-idle = { $at }: “{ $option }” diz como tratar { $option }, mas “as” pede outra coisa.
    .hint = Deixe isso de fora ou ponha { $option } ou auto em “as”. Nada foi enviado.
response-xml-too-many = { $at }: há mais de { $max } caminhos ou prefixos.
response-xml-path = { $at }: “{ $path }” não é um caminho de nomes separados por pontos.
    .hint = Escreva os nomes a partir da raiz, por exemplo order.items.item. Nada foi enviado.
response-xml-prefix = { $at }: “{ $prefix }” não é um prefixo, ou o namespace dele já tem outro.
    .hint = Um prefixo tem letras, dígitos, - e _. Nada foi enviado.
response-csv-delimiter = { $at }: “{ $found }” não pode separar células.
    .hint = Use um sinal como , ou ; ou deixe em branco para que ele seja descoberto. Nada foi enviado.
map-syntax = { $at }, linha { $line }, coluna { $column }: a partir de “{ $found }”, não é possível entender esta expressão JMESPath.
    .hint = Um exemplo: items[?paid].{"{"}id: id, name: name{"}"}. Nomes com caracteres além de letras, dígitos e _ ficam entre aspas duplas; textos, entre aspas simples. Nada foi enviado.
map-syntax-end = { $at }, linha { $line }, coluna { $column }: esta expressão JMESPath termina cedo demais.
    .hint = Algo ainda está aberto ou falta depois do último sinal. Nada foi enviado.
map-too-long = { $at }: a expressão tem mais de { $max-bytes } bytes.
    .hint = Divida-a: “map” pode ser um objeto com uma expressão para cada membro. Nada foi enviado.
map-too-deep = { $at }, linha { $line }, coluna { $column }: mais de { $max } partes da expressão estão aninhadas ou encadeadas.
    .hint = Divida-a: “map” pode ser um objeto com uma expressão para cada membro. Nada foi enviado.
map-slice-step = { $at }, linha { $line }, coluna { $column }: um recorte não pode avançar de 0 em 0.
    .hint = Escreva um passo como [::2] ou deixe-o de fora. Nada foi enviado.
map-expression-alone = { $at }, linha { $line }, coluna { $column }: “&” forma uma expressão para funções como sort_by e não pode ficar em outro lugar.
    .hint = Para juntar condições, escreva &&. Nada foi enviado.
map-function-unknown = { $at }, linha { $line }, coluna { $column }: não existe a função “{ $name }”.
    .hint = Existem: { $known }. Nada foi enviado.
map-function-arguments = { $at }, linha { $line }, coluna { $column }: “{ $name }” não é chamada assim.
    .hint = A forma dela é { $usage }. Nada foi enviado.
map-wrong-type = { $at }, linha { $line }, coluna { $column }: { $usage } recebeu um valor do tipo { $found }; aceitos: { $accepted }.
    .hint = Veja no registro de chamadas o que o serviço respondeu. not_null(…, `[]`) põe outro valor no lugar do que falta.
map-too-much-work = { $at }: esta expressão dá trabalho demais para esta resposta.
    .hint = Escolha primeiro o que é preciso, por exemplo items[:100], e só depois transforme.
map-result-too-deep = { $at }: o resultado tem mais de { $max } níveis.
    .hint = Escolha partes internas da resposta.
idempotency-key-empty = { $at }: a chave de idempotência está vazia.
    .hint = Deixe o campo de fora, ou dê uma chave que seja a mesma sempre que a mesma operação for tentada de novo. Nada foi enviado.
body-not-base64 = { $at }: isto não é base64: { $reason }.
    .hint = Use letras, dígitos, “+”, “/” e, no fim, “=” (RFC 4648, seção 4); para texto, use o corpo do tipo “text”. Nada foi enviado.
part-content = { $at }: uma parte contém “text” ou “base64”, exatamente um dos dois.
    .hint = Mantenha aquele que a parte contém. Nada foi enviado.
xml-value-place = { $at }: um valor está dentro de { $place ->
        [tag] uma tag, fora de aspas
        [attribute] um atributo
        [comment] um comentário
        [CDATA] uma seção CDATA
        [instruction] uma instrução
       *[declaration] uma declaração
    }, onde poderia virar qualquer coisa.
    .hint = Coloque valores entre tags ou em atributos entre aspas; ali eles são escapados. Nada foi enviado.
xml-not-closed = { $at }: o XML termina dentro de { $place ->
        [tag] uma tag, fora de aspas
        [attribute] um atributo
        [comment] um comentário
        [CDATA] uma seção CDATA
        [instruction] uma instrução
       *[declaration] uma declaração
    }.
    .hint = Feche-o. Nada foi enviado.
xml-character = { $at }: um valor tem o caractere { $character }, que não cabe em XML.
    .hint = Remova-o do valor, ou envie o valor em base64. Nada foi enviado.
pages-without-items = { $at }: nada diz onde estão os itens de uma página.
    .hint = Preencha “items” em “pages”, por exemplo “data.items”. Nada foi enviado.
pages-items-not-list = { $at }: na primeira página, isto não leva a uma lista.
    .hint = Veja a resposta, e faça a expressão levar à lista de itens.
pages-link-not-text = { $at }: na resposta, isto leva a algo que não é texto.
    .hint = Veja a resposta, e faça a expressão levar ao link da próxima página; para um cursor, leia as páginas por “cursor”.

## tomada-testkit

law-opens = A biblioteca abre, do mesmo jeito que o host a abre.
    .hint = Compile-a com o SDK, neste tipo de máquina, com panic = "unwind".
law-manifest-rules = O manifest.json cumpre as regras de todo manifesto.
    .hint = Corrija o integration.toml nos lugares indicados e rode os testes do plugin com TOMADA_UPDATE=1.
law-manifest-embedded = A biblioteca traz o manifest.json da sua pasta.
    .hint = Compile a biblioteca de novo.
law-documented = O README.md tem as seções que o menu mostra, e a seção Actions cita todas as ações.
    .hint = Escreva as seções What it does, Set-up, Actions, Limits e Removal, cada uma com um título de segundo nível e algum texto, e o id de cada ação entre crases em Actions.
law-every-action-has-a-case = Toda ação tem um caso em tests/cases.
    .hint = Escreva tests/cases/NOME.toml para ela, ou grave um: tomada run … --record tests/cases/NOME.toml.
law-cases-hold = Todo caso termina como espera terminar.
    .hint = Corrija a ação; ou, se o resultado está certo, rode os testes do plugin com TOMADA_UPDATE=1.
law-test-action-passes = A ação que testa uma conexão tem um caso em que termina bem.
    .hint = Escreva um caso da ação citada em [test], com a resposta de um serviço que funciona.
law-input-closed = Um campo que a ação não descreve é recusado.
    .hint = Escreva #[serde(deny_unknown_fields)] acima da entrada e não use #[serde(flatten)].
law-hosts-declared = Só são chamados os endereços que as permissões do manifesto citam.
    .hint = Acrescente a origem a hosts no integration.toml, ou não a chame.
law-secrets-kept = Nenhum segredo aparece em resultado, falha, troca ou registro, mesmo que o serviço o devolva.
    .hint = Não receba segredos como entrada nem como configuração; o que [auth] descreve é inserido e mascarado pelo host.
law-cancels = Uma execução interrompida em qualquer espera não deixa nada aberto nem quebra nada.
    .hint = Guarde o que a execução abre em valores que ela descarta, e não deixe nenhum Drop entrar em pânico ou esperar.
law-boundary-kept = Em tudo o que foi tentado, o plugin não entrou em pânico e cumpriu as regras da fronteira.
    .hint = Devolva uma Failure em vez de entrar em pânico; espere só pelo que o contexto oferece.
law-when-unauthorized = Quando o serviço responde 401, a falha é unauthorized.
    .hint = Chame .success().await? na resposta, ou converta 401 em Kind::Unauthorized.
law-when-forbidden = Quando o serviço responde 403, a falha é rejected, unauthorized ou forbidden.
    .hint = Chame .success().await? na resposta, ou converta 403 em Kind::Rejected.
law-when-missing = Quando o serviço responde 404, a falha é not_found, rejected ou invalid_input.
    .hint = Chame .success().await? na resposta, ou converta 404 em Kind::NotFound.
law-when-rate-limited = Quando o serviço responde 429 com Retry-After: 7, a falha é rate_limited, com espera de 7.000 ms.
    .hint = Chame .success().await? na resposta, ou converta 429 em Kind::RateLimited com with_retry_after_ms.
law-when-failing = Quando o serviço responde 500, a falha é unavailable, ou uncertain se a ação altera algo.
    .hint = Chame .success().await? na resposta, ou converta 5xx em Kind::Unavailable.
law-when-down = Quando o serviço responde 503, a falha é unavailable, ou uncertain se a ação altera algo.
    .hint = Chame .success().await? na resposta, ou converta 5xx em Kind::Unavailable.
law-when-silent = Quando o serviço nunca responde, a falha é unavailable ou uncertain, a que for verdade.
    .hint = Repasse a falha de cx.send como ela é: o tipo dela sabe se a requisição saiu.
law-when-closed = Quando o serviço fecha a conexão sem responder, a falha é unavailable ou uncertain, a que for verdade.
    .hint = Repasse a falha de cx.send como ela é: o tipo dela sabe se a requisição saiu.
law-when-garbled = Quando o serviço responde um JSON quebrado, a ação falha, e não como broken.
    .hint = Leia a resposta com body.json(), ou devolva Kind::Rejected; não use unwrap.
law-when-truncated = Quando a resposta é cortada no meio, a falha é unavailable ou uncertain, a que for verdade.
    .hint = Repasse a falha do corpo como ela é; nunca tome o que chegou até ali pelo todo.
law-when-huge = Quando a resposta é maior do que o permitido, a ação falha, e não como broken.
    .hint = Repasse a falha do corpo como ela é.
law-small = Uma compilação de release tem no máximo 1,5 MB.
    .hint = Compile com --release, strip = "symbols" e lto = "thin", e veja do que ela depende.
law-exemptions-needed = Toda isenção cita uma lei que pode ser dispensada, é necessária e diz por quê.
    .hint = Tire a isenção de tests/exemptions.toml, ou corrija-a.
verdict-passed = passou
verdict-warned = aviso
verdict-failed = falhou
verdict-not-applicable = não se aplica
verdict-not-judged = não julgado
verdict-exempt = isento
check-to-do = O que fazer: { $fix }
check-grade = Qualidade: { $grade }
check-no-grade = Qualidade: nenhuma, porque uma lei básica foi quebrada ou não pôde ser julgada
check-does-not-open = uma biblioteca que não abre

## tomada-cli: check, new and recording

cli-value-path = CAMINHO
cli-value-folder = PASTA
cli-value-id = ID
cli-run-record = Grava um caso que repete a execução, com os segredos mascarados, para os testes da integração
cli-check-about = Julga um plugin por todas as leis, sem o código-fonte; o código dele é executado
cli-check-after = 
    Exemplos:
      tomada check plugins/hello
      tomada check target/release/libhello.so --json
cli-check-path = A biblioteca, ou a pasta do plugin
cli-new-about = Cria um plugin novo que compila e passa nos próprios testes
cli-new-after = 
    Exemplos:
      tomada new my-service
      tomada new my-service --path ../my-service --sdk crates/tomada-sdk
cli-new-id = O id do plugin, em kebab-case, como google-sheets
cli-new-path = A pasta dele; se ausente, plugins/ID do workspace, ou ID nesta pasta
cli-new-sdk = Onde está o tomada-sdk, para um plugin fora do workspace
cli-check-no-plugin = Não há plugin para verificar: { $reason }.
    .hint = Indique uma biblioteca compilada ou a pasta de um plugin: a que tem manifest.json, README.md e tests/cases.
cli-new-made = O plugin está em { $folder }.
cli-new-next = Para compilá-lo e testá-lo:
cli-new-bad-id = “{ $id }” não pode ser o id de um plugin.
    .hint = Um id é kebab-case de no máximo 64 caracteres, como google-sheets.
cli-new-taken-id = “{ $id }” não pode ser o id de um plugin: o Rust ou o cargo já usam esse nome para outra coisa.
    .hint = Escolha outro nome.
cli-new-exists = { $path } já existe.
    .hint = Escolha outra pasta com --path, ou remova esta.
cli-new-no-sdk = O tomada-sdk não está em { $path }.
    .hint = Indique a pasta do tomada-sdk: a que tem o Cargo.toml dele, ao lado do tomada-testkit.
cli-new-unwritable = Não foi possível gravar { $path }: { $reason }.
cli-new-template = Não foi possível preencher o modelo: { $reason }.
    .hint = Isto é um defeito deste programa: comunique-o.
cli-record-exists = { $path } já existe: nada foi executado.
    .hint = Escolha outro arquivo para --record, ou remova este.
cli-record-made = Gravado em { $path }.
cli-record-refused = Não gravado em { $path }: { $reason }.

## tomada-egress

egress-blocked = Chamadas a { $host } não são permitidas a partir daqui.
    .hint = Só endereços públicos podem ser chamados. O operador desta instalação pode liberar outros.
egress-dns = O nome { $host } não pôde ser resolvido.
    .hint = Confira se há um erro de digitação no endereço. Se estiver certo, tente de novo.
egress-connect = A conexão com { $host } não pôde ser feita ou caiu.
    .hint = Veja se o serviço está no ar e tente de novo.
egress-tls = Não foi possível fazer uma conexão segura com { $host }: o certificado não é válido, ou o serviço não fala TLS 1.2 nem 1.3.
    .hint = Quem mantém o serviço precisa renovar ou corrigir o certificado.
egress-timeout = { $host } não respondeu a tempo.
    .hint = Tente de novo. Se o serviço é lento por natureza, dê mais tempo à chamada.
egress-too-large = A resposta de { $host } é maior do que o permitido.
    .hint = Peça menos ao serviço, por exemplo uma página menor.
egress-protocol = { $host } não respondeu em HTTP correto.
    .hint = Veja se o endereço e a porta são de um serviço web.
egress-not-permitted = Esta integração não tem permissão para chamar { $host }.
    .hint = Ela só pode chamar os endereços que o manifesto e a conexão indicam.
egress-credential-plain-http = A credencial não foi enviada a { $host }, porque a conexão não seria criptografada.
    .hint = Use um endereço que comece com https://.
egress-credential-missing = A conexão não tem credencial, e esta chamada precisa de uma.
    .hint = Informe a credencial na conexão.
egress-credential-invalid = A credencial da conexão não pode ser enviada: está vazia ou tem caracteres que o HTTP não permite.
    .hint = Informe-a de novo, sem espaços nem quebras de linha em volta.
egress-credential-no-body = A chave da conexão vai no corpo como “{ $place }”, e esta chamada não tem um corpo que a receba.
    .hint = Envie um formulário ou um objeto JSON.
egress-auth-parameter = A autenticação da conexão não pode ser usada: “{ $parameter }”: { $reason }.
    .hint = Corrija-a na conexão.
egress-token-unavailable = { $host }, que fornece o token para esta chamada, não respondeu.
    .hint = Tente mais tarde; a chamada em si não foi enviada.
egress-grants-not-kept = Esta conexão precisa de uma autorização de { $host }, e esta instalação não guarda nenhuma.
    .hint = Use um servidor com armazenamento: tomada serve.
egress-token-refused = { $host } não forneceu um token para esta chamada: { $reason }
    .hint = Corrija ou renove a credencial da conexão.
egress-credential-twice = A própria chamada define “{ $place }”, que é o lugar da credencial da conexão.
    .hint = Remova-o da chamada, ou envie a chamada sem a credencial da conexão.
egress-url-invalid = O endereço da chamada não é um endereço web válido.
    .hint = Escreva-o por inteiro, como https://api.example.com/v1/items.
egress-url-scheme = Só endereços http e https podem ser chamados.
egress-url-user-info = O endereço da chamada contém um nome de usuário ou uma senha.
    .hint = Coloque a credencial na conexão, onde ela fica criptografada.
egress-method-invalid = “{ $method }” não é um método HTTP que possa ser enviado.
    .hint = Use um como GET, POST, PUT, PATCH ou DELETE.
egress-header-invalid = O cabeçalho “{ $header }” tem caracteres que o HTTP não permite.
egress-header-reserved = O cabeçalho “{ $header }” é definido pela própria Tomada.
    .hint = Remova-o da chamada.
egress-head-too-large = A chamada tem cabeçalhos demais ou grandes demais: são enviados no máximo { $headers-max }, com { $head-max-bytes } bytes ao todo.

## tomada-store

store-keys-lost = Falta o arquivo de chaves { $path }, e o banco de dados tem segredos que só ele abre. Nada foi alterado.
    .hint = Coloque ali uma cópia do arquivo: os servidores que dividem um banco de dados dividem um só arquivo de chaves. Sem ela os segredos estão perdidos: comece com um banco de dados novo.
store-keys-wrong = O arquivo de chaves { $path } não pertence a este banco de dados: a chave { $key } falta ou é outra. Nada foi alterado.
    .hint = Recoloque o arquivo que foi criado com este banco de dados.
store-keys-open = Outros podem ler o arquivo de chaves { $path }: o modo dele é { $mode }.
    .hint = Execute: chmod 600 { $path }
store-no-key-file = Nenhum arquivo de chaves foi indicado, então nada pode ser selado.
    .hint = Indique um na configuração.
connection-changed = Outra pessoa acaba de alterar a conexão “{ $connection }”.
    .hint = Veja como ela está agora e altere-a novamente.
connection-exists = Já existe uma conexão “{ $connection }”.
store-held = Outro Tomada está com o banco de dados aberto: { $path } está bloqueado.
    .hint = Um arquivo atende a um host. Pare o outro ou use o PostgreSQL para ter vários.
store-newer = O banco de dados tem o esquema { $found }, e esta versão do Tomada conhece esquemas até { $known }. Nada foi alterado.
    .hint = Inicie a versão mais nova do Tomada que o gravou ou restaure um backup anterior à atualização.
store-foreign = { $path } não é um banco de dados do Tomada. Nada foi alterado.
    .hint = Indique outro arquivo nas configurações.
store-damaged = O banco de dados { $path } está danificado.
    .hint = Guarde uma cópia do arquivo e restaure o último backup. O log diz o que foi encontrado.
store-file = Não é possível usar { $path }: { $reason }.
    .hint = Verifique se a pasta existe e se o usuário do Tomada pode ler e gravar nela.
store-address = O endereço do banco de dados não é uma URL do PostgreSQL.
    .hint = Escreva-o como postgres://usuario@host/banco.
store-unavailable = O banco de dados não respondeu como deveria.
    .hint = Tente de novo. Se continuar assim, o operador encontra o motivo no log.
store-project-exists = Já existe um projeto “{ $project }”.
store-id-invalid = “{ $id }” não pode ser um identificador.
    .hint = Use de 1 a { $max } bytes de texto sem caracteres de controle.

## tomada-platform

project-unknown = Não há aqui um projeto “{ $project }”, ou ele não está aberto para você.
    .hint = Peça a um administrador do projeto que adicione você.
role-needed = Isto exige o papel { $needed }; o seu é { $found }.
    .hint = Peça a um administrador do projeto.

## tomada-platform: connections and secrets

integration-unknown-here = Não há uma integração “{ $integration }” nesta instalação.
connection-label = Um rótulo tem de 1 a { $max } caracteres; este tem { $found }.
connection-secrets-again = Os segredos iriam agora para outros endereços: informe { $names } novamente.
page-limit = Uma página contém de 1 a { $max } itens; foram pedidos { $found }.

## tomada-platform: grants

grant-address = O endereço onde a conexão é autorizada não é um endereço web.
    .hint = Corrija o endereço de autorização da conexão.
grant-redirect = O endereço de retorno não é um endereço web.
    .hint = Informe-o como está registrado no serviço, por exemplo https://menu.example.com/back.
grant-refused = { $host } não concedeu um token: { $reason }.
    .hint = Autorize a conexão novamente.
grant-unavailable = { $host } não forneceu um token agora.
grant-missing = Ninguém autorizou esta conexão ainda, ou a autorização terminou.
    .hint = Abra a conexão no menu e autorize-a.
grant-state = Esta resposta não pertence a nenhuma pergunta nossa, ou chegou tarde demais.
    .hint = Comece de novo pela página da conexão.
grant-not-wanted = A conexão { $connection } não é do tipo que alguém autoriza no serviço.
grant-grown = A conexão pede mais do que foi autorizado.
    .hint = Abra a conexão no menu e autorize-a novamente.

## tomada-platform: people, sessions, tokens

link-refused = Este link já foi usado ou expirou.
    .hint = Peça um novo. Para o primeiro acesso, inicie o servidor novamente: ele mostra um.
sign-in-refused = O e-mail ou a senha está incorreto.
sign-in-too-often = Tentativas de acesso demais.
    .hint = Espere quinze minutos.
people-only = Isto é para pessoas que entraram com sua conta.
operators-only = Isto é para quem opera esta instalação.
    .hint = Peça ao operador.
email-taken = Este e-mail já pertence a outra pessoa.
email-not-readable = Isto não é um endereço de e-mail.
    .hint = Escreva-o como nome@exemplo.com.
password-length = Uma senha tem de { $min } a { $max } caracteres.
password-not-hashed = Não foi possível guardar a senha agora.
person-unknown = Não há essa pessoa neste projeto.
person-herself = Ninguém pode remover a si mesmo nem reduzir o próprio papel.
    .hint = Peça a outro administrador.
person-pending = Esta pessoa foi convidada por outro projeto e ainda não entrou.
    .hint = Tente de novo depois que ela entrar, ou peça ao operador.
token-unknown = Não há esse token neste projeto.
token-label = Um rótulo tem de 1 a { $max } caracteres.

## tomada-platform: the call log

call-unknown = Não há uma chamada { $run-id } neste projeto, ou ela não é mais guardada.
exchange-unknown = Esta chamada não tem a troca { $number }.
call-outcome = “{ $found }” não é um resultado: ok, failed e os nove tipos de falha são.
call-text = Um texto de busca tem no máximo { $max } caracteres.
page-after = Isto não é um lugar na lista.
overview-times = O período deve terminar depois de começar, em 1 a { $max } partes.
replay-masked = A entrada da chamada { $run-id } foi mascarada ao ser registrada, então não pode ser enviada de novo.

## tomada-server: the REST API

api-signed-out = É preciso entrar na conta ou enviar um token.
    .hint = Entre na conta ou envie o cabeçalho “Authorization: Bearer tmd_…” com um token do projeto.
api-token-refused = Este token não vale.
    .hint = Ele pode ter sido revogado ou copiado pela metade. Um administrador do projeto pode criar outro.
api-cross-origin = O pedido veio de uma página de outro site, por isso nada foi feito.
    .hint = Faça isto pelas páginas da própria Tomada ou use um token.
api-route-unknown = Não há nada neste endereço.
    .hint = /docs mostra tudo o que existe.
api-method = Este endereço não aceita este método.
    .hint = O cabeçalho “Allow” desta resposta diz quais ele aceita.
api-body-too-large = O corpo é maior do que este endereço aceita.
api-content-type = O corpo precisa ser JSON.
    .hint = Envie o cabeçalho “Content-Type: application/json”.
api-body-invalid = O corpo não está como deveria: { $reason }
    .hint = /docs mostra o que ele pode conter.
api-query-invalid = O endereço tem um parâmetro que não pode ser lido: { $reason }
api-query-unknown = Este endereço não tem o parâmetro “{ $name }”.
    .hint = Ele aceita: { $known }.
api-header-invalid = O cabeçalho “{ $header }” deve ter de 1 a 255 caracteres ASCII visíveis.
api-key-reused = A chave deste pedido já foi usada em outro.
    .hint = Use uma chave nova para cada coisa que deve ser feita uma só vez.
api-key-lost = O primeiro pedido com esta chave foi iniciado e ficou sem resposta; o que houve com ele não se sabe aqui.
    .hint = Veja se ele foi feito. Se não foi, peça com uma chave nova.
api-key-busy = O primeiro pedido com esta chave ainda está sendo respondido.
    .hint = Pergunte de novo daqui a pouco.
api-version-invalid = “{ $version }” não é um requisito de versão: { $reason }
    .hint = Escreva algo como ^1.2 ou deixe vazio para usar a versão mais alta.
api-out-of-bounds = “{ $name }” é { $found }; deve ser de { $min } a { $max }.
api-request-invalid = Não foi possível ler o pedido.
api-busy = Há pedidos demais ao mesmo tempo.
    .hint = Tente de novo daqui a pouco.
api-timeout = Isto demorou demais e foi interrompido.
    .hint = Tente de novo ou peça menos de uma vez.
api-internal = A Tomada cometeu um erro.
    .hint = O log do servidor diz qual. Informe ao operador o identificador de pedido desta resposta.

## tomada-server: pages, the frame

page-nav-integrations = Integrações
page-nav-webhook = Cartão Webhook
page-nav-connections = Conexões
page-nav-calls = Chamadas
page-nav-overview = Visão geral
page-nav-settings = Configurações
page-skip = Pular para o conteúdo
page-project = Projeto:
page-projects-title = Projetos
page-projects-all = Todos os projetos
page-keys = Atalhos de teclado
page-keys-search = Ir para o campo de busca
page-keys-arrows = Percorrer uma lista
page-keys-help = Mostrar estes atalhos
page-keys-escape = Fechar ou sair de um campo
page-keys-close = Fechar
page-accent-wrong = “{ $found }” neste endereço não é uma cor.
    .hint = Escreva seis dígitos hexadecimais, como accent=7a3cc2.
page-fault-unknown = Não há nada neste endereço
    .hint = Confira o endereço ou volte ao início. O que havia aqui pode ter sido removido.
page-fault-method = Este endereço não pode ser aberto assim
    .hint = Ele só recebe formulários. Vá ao início e chegue até ele a partir de lá.
page-fault-large = Isto é grande demais
    .hint = Nada foi salvo. Volte, encurte o que escreveu e envie de novo.
page-fault-busy = Há gente demais ao mesmo tempo
    .hint = Nada se perdeu. Espere alguns segundos e carregue esta página de novo.
page-fault-late = Isto demorou demais
    .hint = Volte e tente de novo. Se algo ia ser alterado, confira antes se já foi.
page-fault-request = Não foi possível ler este pedido
    .hint = Se um link trouxe você até aqui, ele está incompleto. Volte ou comece de novo pelo início.
page-fault-broken = O Tomada cometeu um erro
    .hint = Tente de novo daqui a pouco. Se continuar, informe este número a quem opera esta instalação.
page-fault-number = Número do pedido:
page-fault-home = Ir para o início
page-sign-in-title = Entrar
page-sign-in-button = Entrar
page-welcome-title = Boas-vindas ao Tomada
page-welcome-text = Escolha um e-mail e uma senha para entrar de agora em diante.
page-welcome-button = Começar
page-email = E-mail
page-password = Senha
page-password-help = De 12 a 200 caracteres. Uma frase curta é fácil de lembrar.
page-nothing-title = Nada aqui ainda
page-nothing-text = Você ainda não participa de nenhum projeto. Peça a um administrador que convide você.
page-search = Buscar integrações
page-search-button = Buscar
page-category-ai = Inteligência artificial
page-category-http = Qualquer API
page-category-examples = Exemplos
page-discover-actions = { $count ->
        [one] { $count } ação
       *[other] { $count } ações
    }
page-discover-reach = Acessa:
page-discover-connected = Conectado
page-discover-none = Nenhuma integração corresponde a esta busca.
page-discover-all = Mostrar todas
page-reach-any = qualquer endereço público
page-reach-setting = o endereço que a conexão indica
page-reach-input = o endereço que cada chamada indica
page-reach-nothing = nada
page-integration-connect = Conectar
page-integration-docs = Documentação do serviço
page-integration-actions = O que ela faz
page-integration-action = Ação
page-integration-effect = Efeito
page-integration-what = O que faz
page-integration-schemas = Campos, como JSON Schema
page-integration-input = Entrada
page-integration-output = Saída
page-integration-setup = O que uma conexão pede
page-integration-required = obrigatório
page-integration-permissions = Permissões
page-integration-versions = Versão e remoção
page-integration-removal = Remover as conexões remove os segredos delas; as chamadas registradas permanecem.
page-effect-read = ◯ lê
page-effect-write = ✎ altera
page-effect-destructive = ⚠ destrói
page-role-viewer = leitor
page-role-editor = editor
page-role-admin = administrador
page-role-unknown = “{ $found }” não é um papel: viewer, editor e admin são.
page-settings-once = Mostrado só desta vez: copie agora
page-settings-language = Idioma
page-settings-save = Salvar
page-settings-tokens = Tokens para programas
page-settings-tokens-text = Um programa envia o token como Authorization: Bearer para a API REST.
page-settings-token-name = Nome do token
page-settings-token-make = Criar um token
page-settings-role = Papel
page-settings-revoke = Revogar
page-settings-people = Pessoas
page-settings-remove = Remover
page-settings-invite = Convidar
page-settings-operator = Retenção, limites e rede são definidos por quem opera esta instalação, no tomada.toml dela.
page-settings-retention = Por quanto tempo as chamadas são guardadas
page-settings-kept-ok = Chamadas que deram certo
page-settings-kept-failed = Chamadas que falharam
page-settings-kept-size = Todas as chamadas do projeto
page-settings-days = { $count ->
        [one] { $count } dia
       *[other] { $count } dias
    }
page-settings-unlimited = sem limite de tamanho
page-settings-limits = Limites de uma chamada
page-settings-up-to = { $usual }; até { $most } quando se pede
page-settings-total = Chamada inteira
page-settings-connecting = Conexão
page-settings-body = Tamanho da resposta
page-settings-retries = Novas tentativas, no máximo
page-settings-network = O que as chamadas podem acessar
page-settings-opened = Aberto além da internet
page-settings-closed = Fechado
page-settings-closed-list = { $networks } e IPv6 fora de 2000::/3
page-settings-proxy = Proxy
page-settings-none = nenhum
page-settings-leave-title = Sessão
page-settings-leave = Sair

## tomada-server: pages, integrations and connections



page-action = Ação
page-action-unknown = { $integration } não tem a ação “{ $action }”.
page-actions = Ações
page-auth-api-key = Chave de API
    .hint = Em um cabeçalho, no endereço ou no corpo.
page-auth-authorization-code = OAuth 2.0, autorizado por uma pessoa
    .hint = Alguém autoriza a conexão com a sua conta no serviço (código de autorização com PKCE).
page-auth-aws-sigv4 = AWS Signature versão 4
    .hint = Signature Version 4.
page-auth-basic = Usuário e senha
    .hint = Autenticação Basic.
page-auth-bearer = Token bearer
    .hint = No cabeçalho Authorization, como Bearer.
page-auth-client-credentials = Credenciais de cliente OAuth 2.0
    .hint = Client credentials: um token é obtido e renovado.
page-auth-digest = Digest
    .hint = Autenticação Digest.
page-auth-field-access-key-id = ID da chave de acesso
page-auth-field-algorithm = Algoritmo
page-auth-field-audience = Audiência
page-auth-field-authorize-url = Endereço de autorização
    .hint = Onde as pessoas autorizam a conexão.
page-auth-field-client-auth = Como o cliente se identifica
page-auth-field-client-id = ID do cliente
page-auth-field-content = O que é assinado
page-auth-field-encoding = Como a assinatura é escrita
page-auth-field-expires-in = Onde está a validade na resposta
page-auth-field-fields = Campos do login
page-auth-field-format = Como os campos são enviados
page-auth-field-header = Cabeçalho que leva o token
page-auth-field-headers = Cabeçalhos definidos
page-auth-field-issuer = Emissor
page-auth-field-key-id = ID da chave
page-auth-field-name = Nome do cabeçalho, parâmetro ou campo
    .hint = Por exemplo X-Api-Key.
page-auth-field-parameters = Outros parâmetros do endereço de autorização
    .hint = Por exemplo access_type = offline.
page-auth-field-placement = Onde a chave vai
page-auth-field-refresh-client-auth = O mesmo quando o token é renovado
page-auth-field-refresh-url = Endereço de renovação, se for outro
page-auth-field-region = Região
page-auth-field-resource = Recurso
page-auth-field-scope = Escopos
page-auth-field-service = Serviço
page-auth-field-subject = Sujeito
page-auth-field-token = Onde está o token na resposta
page-auth-field-token-url = Endereço do token
page-auth-field-url = Endereço do login
page-auth-field-username = Usuário
page-auth-field-value = O que o cabeçalho contém
page-auth-hmac = Assinatura (HMAC)
    .hint = Cada requisição é assinada (HMAC).
page-auth-login = Um login que dá um token
    .hint = Uma primeira requisição fornece o token.
page-auth-mtls = Certificado de cliente
    .hint = TLS mútuo.
page-auth-none = Nenhuma
    .hint = O serviço atende qualquer um.
page-auth-service-account = Conta de serviço
    .hint = Uma asserção assinada (JWT) é trocada por um token.
page-back = Voltar à integração
page-call-attempt = Tentativa
page-call-attempts = Tentativas: { $count }
page-call-bytes = { $bytes } bytes
page-call-case = Salvar como caso de teste
page-call-curl = Como comando cURL
page-call-cut = Só o início é guardado.
page-call-detail = Para o registro
page-call-har = Baixar como HAR
page-call-input = Entrada
page-call-log = O que a integração registrou
page-call-no-response = Nenhuma resposta chegou.
page-call-output = Saída
page-call-parts = Partes
page-call-replay = Repetir
page-call-request = Requisição
page-call-response = Resposta
page-call-waterfall = Para onde foi o tempo
page-calls-all = Todos
page-calls-attempts = Tentativas
page-calls-clear = Limpar
page-calls-empty = Nenhuma chamada ainda. Teste uma ação e ela aparece aqui.
page-calls-filter = Filtrar
page-calls-from = De (UTC)
page-calls-none = Nenhuma chamada corresponde a estes filtros.
page-calls-outcome = Resultado
page-calls-status = Status
page-calls-status-wrong = Um status é um número como 200 ou 404.
page-calls-text = Texto
page-calls-time = Horário
page-calls-time-wrong = “{ $found }” não é um horário; escreva-o como 2026-11-24T18:30.
page-calls-title = Chamadas
page-calls-to = Até (UTC)
page-calls-took = Duração
page-card-anonymous = sem credencial
page-card-answer = A resposta
page-card-answer-body = Corpo
page-card-as = Ler a resposta como
page-card-as-auto = como o que ela é
page-card-as-base64 = bytes
page-card-as-csv = tabela (CSV)
page-card-as-form = campos de formulário
page-card-as-html = página web
page-card-as-json = JSON
page-card-as-jsonl = JSON em cada linha
page-card-as-text = texto
page-card-as-xml = XML
page-card-authenticated = com a credencial da conexão
page-card-base64 = Bytes em base64
page-card-body-base64 = bytes
page-card-body-form = formulário
page-card-body-json = JSON
page-card-body-max-bytes = Maior resposta em bytes
    .hint = 262.144, se nada for dito; no máximo 10.485.760.
page-card-body-multipart = multipart
page-card-body-none = nenhum
page-card-body-text = texto
page-card-body-xml = XML
page-card-bytes-max = Máximo de bytes de todas as páginas
    .hint = 4.194.304, se nada for dito.
page-card-call = Chamar
page-card-charset = Conjunto de caracteres
    .hint = Só se o serviço não indicar nenhum ou indicar um errado, por exemplo iso-8859-1.
page-card-connect = Criar uma conexão para uma credencial
page-card-connection-help = A credencial vai apenas para o endereço base da sua conexão.
page-card-content-type = Tipo de conteúdo
page-card-credential-note = O comando contém um segredo. Ele não é colocado no cartão: guarde-o em uma conexão.
page-card-csv = Tabela
page-card-curl = Colar um comando cURL
page-card-curl-fill = Preencher o cartão
page-card-curl-help = O comando não é guardado. O JSON de um cartão também pode ser colado aqui.
page-card-curl-label = Comando cURL
page-card-cursor-at = Onde está o cursor na resposta
    .hint = Em JMESPath, por exemplo meta.next_cursor.
page-card-cut = A resposta é maior do que o permitido: este é o começo dela. Permita mais em Confiabilidade.
page-card-delimiter = O que separa as células
page-card-empty = Preencha o endereço e veja a requisição antes de enviá-la.
page-card-fail-on-status = Um status diferente de 2xx é falha
page-card-file = Ler de um arquivo:
page-card-file-large = Este arquivo é maior que 2 MB.
page-card-file-name = Nome do arquivo
page-card-first = Primeiro
page-card-form = Campos do formulário
page-card-from-connection = da conexão
page-card-from-egress = acrescentado ao enviar
page-card-from-request = do cartão
page-card-has-more = O que diz que há mais
    .hint = Em JMESPath, por exemplo meta.has_more.
page-card-header = A primeira linha dá nome às colunas
page-card-idempotency-key = Chave de idempotência
    .hint = Um modelo, ou auto.
page-card-items = Onde estão os itens de uma página
    .hint = Em JMESPath, por exemplo data.items; @ se a resposta inteira é a lista.
page-card-items-max = Máximo de itens
page-card-json = JSON
page-card-keep = O que se faz das páginas
page-card-keep-items = uma lista com todos os itens
page-card-keep-pages = cada página inteira
page-card-kind = Tipo
page-card-link = Link que abre o cartão assim
page-card-link-at = Onde está o link na resposta
    .hint = Em JMESPath, por exemplo links.next.
page-card-lists = Elementos que são sempre listas
    .hint = Caminhos como order.items.item.
page-card-map = Um só valor (JMESPath)
    .hint = Em vez de vários valores: uma expressão, por exemplo items[].name.
page-card-map-twice = Escreva uma expressão ou vários valores, não ambos.
page-card-mapped = O que o mapeamento dá
page-card-members = Valores da resposta
    .hint = Cada valor tem um nome seu e uma expressão JMESPath que leva até ele.
page-card-method = Método
page-card-namespaces = Prefixos de namespaces
page-card-no-answer = Chame, e a resposta aparece aqui. Depois escolha os valores de que seu fluxo precisa.
page-card-notes = Observações
page-card-of-credential = credencial
page-card-of-default = valor padrão
page-card-of-page = página
page-card-of-variable = variável
page-card-pages-complete = Isso é tudo.
page-card-pages-cursor = cursor
    .hint = Ponha {"{{"} page.cursor | default('', true) {"}}"} onde o serviço o espera.
page-card-pages-link = link na resposta
page-card-pages-link-header = cabeçalho Link
page-card-pages-max = Máximo de páginas
    .hint = 20, se nada for dito.
page-card-pages-none = uma página
page-card-pages-number = número da página
    .hint = Ponha {"{{"} page.number {"}}"} onde o serviço o espera.
page-card-pages-offset = deslocamento
    .hint = Ponha {"{{"} page.offset {"}}"} onde o serviço o espera.
page-card-pages-read = Páginas lidas: { $pages }; itens: { $items }.
page-card-part-base64 = Arquivo ou bytes em base64
    .hint = Em vez de um texto.
page-card-part-text = Texto
page-card-parts = Partes
page-card-pick = Escolha um valor para acrescentá-lo ao mapeamento.
page-card-preview = Pré-visualizar
page-card-preview-title = O que será enviado
page-card-redirects = Redirecionamentos seguidos
    .hint = Nenhum, se nada for dito; no máximo 3.
page-card-repeatable = Enviar duas vezes não causa dano
    .hint = Então ela é reenviada mesmo que o serviço possa tê-la recebido.
page-card-rest = Tudo o mais sobre esta resposta
page-card-retries = Novas tentativas
    .hint = 2, se nada for dito; no máximo 5.
page-card-save = Guardar ou compartilhar este cartão
page-card-save-help = Esta é a entrada da ação “call”, com tudo o que foi digitado aqui. Não escreva segredos no cartão: o lugar deles é uma conexão.
page-card-size = Itens de uma página cheia
    .hint = Uma página com menos é a última.
page-card-stopped-bad-link = Parou: o link para a próxima página não é um endereço.
page-card-stopped-bad-page = Parou: uma página posterior não é o que foi pedido.
page-card-stopped-bytes-max = Parou: foram lidos tantos bytes quantos são permitidos.
page-card-stopped-deadline = Parou: não havia tempo para outra página.
page-card-stopped-failure = Parou: uma página posterior não veio.
page-card-stopped-items-max = Parou: foram lidos tantos itens quantos são permitidos.
page-card-stopped-loop = Parou: a próxima página já tinha sido lida.
page-card-stopped-no-progress = Parou: o serviço não deu nada de novo.
page-card-stopped-other-origin = Parou: a próxima página está em outro servidor, para onde não se segue.
page-card-stopped-pages-max = Parou: foram lidas tantas páginas quantas são permitidas.
page-card-stopped-status = Parou: uma página posterior foi respondida com um erro.
page-card-tab-body = Corpo
page-card-tab-context = Variáveis
    .hint = Valores para testar. No seu fluxo, é o fluxo que os dá. Cada um se escreve {"{{"} context.nome {"}}"} em um campo.
page-card-tab-credential = Credencial
page-card-tab-headers = Cabeçalhos
page-card-tab-pages = Páginas
page-card-tab-query = Consulta
page-card-tab-reliability = Confiabilidade
page-card-tab-response = Resposta
page-card-text = Texto
page-card-timeout-ms = Tempo limite em milissegundos
    .hint = 15.000, se nada for dito; no máximo 300.000.
page-card-title = Cartão Webhook
page-card-try-map = Testar o mapeamento
page-card-try-map-help = Na última resposta, sem outra chamada.
page-card-url = Endereço
page-card-values = Valores e de onde vêm
page-card-way = Como se encontra a próxima página
page-card-wrong = a corrigir
page-card-xml = XML
page-card-xml-options = XML
page-connect-again = Conexão com { $integration }
page-connect-auth = Como as chamadas são autenticadas
page-connect-default = Usar quando nenhuma conexão é indicada
page-connect-keep = Manter mesmo com o teste falho
page-connect-label = Nome da conexão
    .hint = Como ela aparece nas listas.
page-connect-save = Testar e salvar
page-connect-saved = Salvo. O estado da conexão está abaixo.
page-connect-title = Conectar { $integration }
page-connection = Conexão
page-connections-calls = Suas chamadas
page-connections-default = padrão
page-connections-discover = Descobrir integrações
page-connections-empty = Nada está conectado ainda. Escolha uma integração e conecte-a.
page-connections-health = Saúde
page-connections-label = Nome
page-connections-runs = Execuções em 7 dias: { $count }
page-connections-since = mudou { $when }
page-connections-test = Testar
page-connections-title = Conexões
page-connections-usage = Uso
page-connections-used = último uso { $when }
page-copied = Copiado.
page-copy = Copiar
page-disconnect = Remover
page-disconnect-confirm = Remover
page-disconnect-default = É a padrão: execuções que não indicam conexão ficarão sem nenhuma até você escolher outra.
page-disconnect-depends = Tudo que a usa passará a falhar. Ela teve { $count } execuções nos últimos 7 dias.
page-disconnect-gone = Os segredos são removidos para sempre. As chamadas registradas permanecem.
page-disconnect-title = Remover “{ $label }”?
page-form-add = Adicionar linha
page-form-choice = Escolha um dos valores.
page-form-errors = Campos a corrigir: { $count }
page-form-integer = Escreva um número inteiro.
page-form-json = Isto não é JSON.
page-form-json-help = Escrito como JSON.
page-form-more = Mais campos
page-form-name = Nome
page-form-needed = Isto é necessário.
page-form-no = Não
page-form-number = Escreva um número.
page-form-required = obrigatório
page-form-twice = Este nome aparece duas vezes.
page-form-unset = não definido
page-form-value = Valor
page-form-yes = Sim
page-grant-begin = Autorizar em { $host }
page-grant-grown = A conexão pede mais do que lhe foi permitido em { $host }: alguém precisa autorizá-la de novo.
page-grant-held = Alguém autorizou esta conexão em { $host }.
page-grant-missing = Esta conexão funciona depois que alguém a autorizar em { $host }, com a sua conta de lá.
page-grant-redirect = Registre este endereço de retorno no serviço:
page-health-broken = ✕ com defeito
page-health-degraded = ! degradada
page-health-healthy = ✓ saudável
page-health-untested = ○ não testada
page-integration = Integração
page-integration-unknown = Não há uma integração “{ $integration }” nesta instalação.
page-next = Próxima página
page-origin-connection = a credencial da conexão, que não se mostra
page-origin-default = o padrão de “{ $name }”
page-origin-egress = acrescentado no envio
page-origin-field = do campo “{ $name }”
page-origin-setting = de “{ $name }” na conexão
page-outcome-failed = falhou
page-outcome-ok = ok
page-overview-day = 24 horas
page-overview-empty = Nenhuma execução neste período.
page-overview-runs = Execuções
page-overview-summary = { $runs } execuções, { $failed } falharam; o pior p95 é { $slow }.
page-overview-table = Como tabela
page-overview-title = Visão geral
page-overview-week = 7 dias
page-part-body = corpo
page-part-connect = conectar
page-part-resolve = resolver nome
page-part-tls = TLS
page-part-wait = esperar
page-replay-after = Agora
page-replay-at = Lugar
page-replay-before = Antes
page-replay-differs = Lugares que diferem: { $count }
page-replay-new = A nova chamada
page-replay-old = A chamada anterior
page-replay-same = A saída é a mesma.
page-replay-title = Repetição
page-secret-again = Os segredos devem ser digitados de novo: eles nunca são mostrados.
page-secret-certificate = Certificado (PEM)
page-secret-client-secret = Segredo do cliente
page-secret-help = É guardado selado e nunca mais é mostrado.
page-secret-key = Chave de API
page-secret-password = Senha
page-secret-private-key = Chave privada (PEM)
page-secret-secret = Segredo compartilhado
page-secret-secret-access-key = Chave de acesso secreta
page-secret-session-token = Token de sessão
page-secret-set = Definido em { $when } por { $who }. Deixe vazio para manter.
page-secret-token = Token
page-tested-edit = Alterar a conexão
page-tested-well = O teste deu certo.
page-time-days = { $count ->
        [one] há { $count } dia
       *[other] há { $count } dias
    }
page-time-hours = há { $count } h
page-time-minutes = há { $count } min
page-time-now = agora mesmo
page-tree-more = Há mais: o resto está no registro de chamadas.
page-trouble-call = Ver a chamada
page-trouble-who = Quem deve agir: { $who }
page-try-connect = Conectar
page-try-empty = Nada foi executado ainda.
page-try-json = Como JSON
page-try-no-connection = A conexão padrão
page-try-origins = De onde vêm os valores
page-try-result = Resultado
page-try-run = Executar
page-try-run-id = O nome da chamada
page-try-running = Executando…
page-try-show = Mostrar a requisição
page-try-shown = A requisição, sem enviar
page-try-silent = A ação termina sem chamar um serviço: não há requisição para mostrar.
page-try-stop = Parar
page-try-stopped = Parado. O que já foi enviado não volta atrás; o registro de chamadas diz como terminou.
page-try-unreached = O Tomada não respondeu. O que foi escrito continua aqui: execute de novo quando ele voltar.
page-try-unsent = Nada foi enviado. De uma ação que chama mais de uma vez, mostra-se a primeira chamada.

## tomada-server: pages, the call log

page-calls-live = Ao vivo
page-calls-again = Conectando…
page-calls-paused = Em pausa
page-calls-pause = Pausar
page-calls-resume = Continuar
page-calls-waiting = Chamadas novas à espera: { $count }

## tomada-cli: the server and its configuration
cli-config = O tomada.toml a usar; também de TOMADA_CONFIG; se ausente, o desta pasta, se houver
cli-data = A pasta dos dados da instalação; se ausente, a que a configuração diz, ou ./data
cli-value-address = ENDEREÇO:PORTA
cli-serve-about = Executa o servidor: o menu Integrações, a API REST, o registro de chamadas
cli-serve-after = 
    Exemplos:
      tomada serve
      tomada serve --listen 127.0.0.1:9000 --data /var/lib/tomada
cli-serve-listen = Onde escutar, como 127.0.0.1:8080; a porta 0 escolhe uma livre
cli-serve-listening = O Tomada está em { $url }. Os dados estão em { $data }.
cli-serve-sign-in = Entre com este link, que funciona uma única vez:
cli-serve-broken = O servidor não pôde continuar: { $reason }.
    .hint = Inicie-o de novo; o log diz o que aconteceu antes.
cli-serve-closing = O servidor está sendo encerrado e não aceita nada novo.
    .hint = Tente de novo em instantes: outro pode ter assumido, ou este está sendo reiniciado.
cli-listen-taken = Outra coisa já escuta em { $address }.
    .hint = Escolha outra porta com --listen, ou encerre o outro programa.
cli-listen-refused = O servidor não pode escutar em { $address }: { $reason }.
    .hint = Escolha um endereço desta máquina com --listen.
cli-socket-held = Um servidor já responde em { $path }.
    .hint = Encerre-o primeiro, ou escolha outra pasta com --data.
cli-socket-refused = Não foi possível criar o socket local { $path }: { $reason }.
    .hint = Escolha com --data uma pasta em que você possa gravar, com um caminho de até 80 letras.
cli-data-refused = Não foi possível criar a pasta de dados { $path }: { $reason }.
    .hint = Escolha com --data uma pasta em que você possa gravar.
cli-config-about = Examina a configuração, que fica em tomada.toml
cli-config-after = 
    Exemplos:
      tomada config check
      tomada config show --documented > tomada.toml
cli-config-check-about = Diz se a configuração pode ser usada
cli-config-check-after = 
    Exemplos:
      tomada config check
      tomada config check --config /etc/tomada.toml
cli-config-show-about = Mostra o que vale e de onde vem; os segredos ficam de fora
cli-config-show-after = 
    Exemplos:
      tomada config show
      tomada config show --documented > tomada.toml
cli-config-show-documented = Mostra em vez disso um tomada.toml com cada chave, o que significa e o seu padrão
cli-config-good = A configuração pode ser usada.
cli-config-reference = O que se pode dizer a uma instalação do Tomada. Cada chave aparece com o seu padrão, ou com um exemplo quando não há padrão. Uma opção vale mais que o ambiente, o ambiente mais que este arquivo, este arquivo mais que o padrão.
cli-config-variable = Do ambiente: { $variable }
cli-config-unreadable = Não foi possível ler a configuração { $path }: { $reason }.
cli-config-not-toml = { $place } não é TOML: { $reason }.
    .hint = Escreva linhas CHAVE = "VALOR"; tomada config show --documented mostra todas.
cli-config-key-unknown = { $place }: não existe a chave “{ $found }”.
    .hint = tomada config show --documented mostra todas.
cli-config-key-misspelt = { $place }: não existe a chave “{ $found }”.
    .hint = Você quis dizer { $nearest }?
cli-config-wants-address = { $place }: { $key } não é um endereço com porta.
    .hint = Escreva-o como "127.0.0.1:8080" ou "[::1]:8080".
cli-config-wants-folder = { $place }: { $key } não é o caminho de uma pasta.
    .hint = Escreva-o como "./data" ou "/var/lib/tomada".
cli-config-wants-url = { $place }: { $key } não é um endereço http ou https sem caminho.
    .hint = Escreva-o como "https://tomada.example.com".
cli-config-wants-origins = { $place }: { $key } não é uma lista de endereços http ou https sem caminho.
    .hint = Escreva-a como ["https://app.example.com"].
cli-config-wants-journal = { $place }: { $key } não é "committed" nem "async".
cli-config-wants-database = { $place }: { $key } não é o endereço de um banco de dados PostgreSQL.
    .hint = Escreva-o como "postgres://usuario@host/banco".
cli-config-wants-days = { $place }: { $key } não é um número inteiro de dias de 1 a 3650.
cli-config-wants-mib = { $place }: { $key } não é um número inteiro de MiB; 0 significa sem limite.
cli-config-wants-minutes = { $place }: { $key } não é um número inteiro de minutos de 0 a 10080; 0 significa nunca.
cli-config-wants-openings = { $place }: { $key } não é uma lista de redes com porta.
    .hint = Escreva-a como ["127.0.0.1/32:8080", "[fd00::/8]:443"].
cli-config-wants-proxy = { $place }: { $key } não é o endereço de um proxy.
    .hint = Escreva-o como "http://host:porta", "https://host:porta" ou "socks5h://host:porta".
cli-config-wants-word = { $place }: { $key } não é uma palavra de 16 a 255 caracteres ASCII visíveis.
    .hint = Crie uma com: openssl rand -hex 32
cli-config-wants-format = { $place }: { $key } não é "text" nem "json".
cli-config-wants-level = { $place }: { $key } não é um de "error", "warn", "info", "debug" e "trace".
cli-key-listen = Por onde pessoas e programas entram. Sem um proxy reverso com TLS na frente, só endereços desta máquina são seguros.
cli-key-data = A pasta do banco de dados tomada.db, do arquivo de chave tomada.key e do socket local tomada.sock, a partir da pasta em que o servidor é iniciado. Quem a tem, tem tudo.
cli-key-public-url = O endereço pelo qual as pessoas chegam ao servidor, para links e cookies. Se ausente, aquele em que ele escuta.
cli-key-embed-origins = Origens cujas páginas podem mostrar o menu em um quadro, em endereços com ?embed=1. Se public_url começa com https, as pessoas continuam conectadas também em quadros de outros sites, em cada site à parte; sem https, só em quadros do mesmo site.
cli-key-journal = Quando uma execução é respondida: "committed", depois que a linha está no disco, ou "async", na hora. Com "async", uma queda ou falta de energia perde o registro dos últimos instantes, de execuções que já foram respondidas.
cli-key-database-url = Um banco de dados PostgreSQL no lugar do arquivo tomada.db. O banco deve existir e pertencer ao usuário.
cli-key-retention-ok-days = Quantos dias as chamadas que deram certo ficam no registro.
cli-key-retention-failed-days = Quantos dias as chamadas que falharam ficam no registro.
cli-key-retention-max-mib = Até que tamanho o registro de um projeto pode crescer, em MiB; as chamadas mais antigas saem primeiro. 0 significa sem limite.
cli-key-health-probe-every-minutes = Depois de quantos minutos sem chamadas o próprio servidor testa uma conexão, para que se saiba a tempo que ela não funciona. Só são feitos testes que não alteram nada, e nenhum com uma credencial que foi recusada. 0 significa nunca.
cli-key-egress-allow = Redes e portas que as chamadas podem alcançar além da internet pública. O que se abre aqui, todo projeto alcança; a porta do próprio servidor continua fechada.
cli-key-egress-proxy = O proxy por onde passam todas as chamadas. HTTP_PROXY e semelhantes são ignoradas.
cli-key-log-format = Como o log em stderr é escrito: "text" para pessoas, "json" para programas.
cli-key-log-level = Quanto o log conta: "error", "warn", "info", "debug" ou "trace".
cli-key-telemetry-otlp-endpoint = Para onde vão os traces, por OTLP do OpenTelemetry sobre HTTP.
cli-key-metrics-token = A palavra com que um sistema de monitoramento lê /metrics, enviada como token bearer. Sem ela, só operadores as leem.
cli-connect-about = Conecta uma integração a um projeto; a conexão fica se o teste der certo
cli-connect-after = 
    Exemplos:
      tomada connect chatgpt --secret token=@key
      tomada connect webhook --label Shop --keep-if-broken
cli-connections-about = Examina as conexões de um projeto, testa uma ou a remove
cli-connections-after = 
    Exemplos:
      tomada connections
      tomada connections ID --test
cli-log-about = Examina o registro de chamadas de um projeto, acompanha-o ou mostra uma chamada
cli-log-after = 
    Exemplos:
      tomada log --outcome failed --from 2026-11-24T00:00:00Z
      tomada log --follow
      tomada log RUN --curl
cli-replay-about = Refaz uma chamada registrada e diz onde a resposta difere
cli-replay-after = 
    Exemplos:
      tomada replay RUN
cli-tokens-about = Examina os tokens de um projeto para programas, cria um ou encerra um
cli-tokens-after = 
    Exemplos:
      tomada tokens
      tomada tokens --create shop --role editor
cli-projects-about = Examina os projetos ou cria um
cli-projects-after = 
    Exemplos:
      tomada projects
      tomada projects --create shop --name Shop
cli-backup-about = Copia o banco de dados para um arquivo, com o servidor em execução
cli-backup-after = 
    Exemplos:
      tomada backup tomada-2026-11-24.db
cli-restore-about = Coloca um backup no lugar de um banco de dados que não existe
cli-restore-after = 
    Exemplos:
      tomada restore tomada-2026-11-24.db --data /var/lib/tomada
cli-project = O projeto; main se ausente
cli-value-project = PROJETO
cli-value-label = NOME
cli-value-run = EXECUÇÃO
cli-value-outcome = RESULTADO
cli-value-number = NÚMERO
cli-value-time = HORA
cli-value-text = TEXTO
cli-value-role = PAPEL
cli-value-not-a-number = “{ $found }” não é um valor de { $argument }: aceita-se um número inteiro.
cli-not-a-time = “{ $found }” não é um valor de { $argument }: aceita-se uma hora.
    .hint = Escreva-a como 2026-11-24T19:00:00Z.
cli-no-data = Não há nenhuma instalação em { $path }.
    .hint = Inicie uma com tomada serve, ou diga onde está com --data.
cli-door-broken = A instalação não respondeu como deveria: { $reason }.
    .hint = Tente de novo; o log do servidor diz mais.
cli-secret-not-text = O segredo “{ $name }” não é texto.
cli-connect-integration = A integração, como chatgpt
cli-connect-label = Como as pessoas chamam a conexão; o id da integração se ausente
cli-connect-settings = Uma configuração; pode ser repetida
cli-connect-auth = Como as chamadas são autenticadas, quando a integração deixa isso para a conexão
cli-connect-secrets = Um segredo, de um arquivo ou de uma variável de ambiente, nunca da linha de comando; pode ser repetido
cli-connect-default = Faz dela a que usam as execuções que não nomeiam nenhuma
cli-connect-keep-if-broken = Mantém a conexão mesmo que o teste falhe
cli-connect-made = A conexão “{ $label }” foi criada: { $id }
cli-connect-broken = O teste falhou: { $why }
cli-connections-connection = O id de uma conexão; mostra tudo dela
cli-connections-integration = Só as desta integração
cli-connections-test = Executa o teste da conexão
cli-connections-remove = Remove a conexão e os segredos dela; as chamadas ficam no registro
cli-connections-tested = O teste deu certo.
cli-connections-removed = A conexão { $id } foi removida.
cli-connections-id = ID
cli-connections-label = NOME
cli-connections-integration-name = INTEGRAÇÃO
cli-connections-health = SAÚDE
cli-connections-used = ÚLTIMO USO
cli-log-run = O id de uma execução; mostra tudo da chamada
cli-log-follow = Continua com cada chamada que é feita, até ser interrompido
cli-log-integration = Só chamadas desta integração
cli-log-action = Só chamadas desta ação
cli-log-connection = Só chamadas com esta conexão
cli-log-outcome = Só chamadas com este resultado: ok, failed ou um tipo de falha, como unauthorized
cli-log-status = Só chamadas cuja última troca foi respondida com este status
cli-log-from = Só chamadas a partir desta hora, como 2026-11-24T19:00:00Z
cli-log-to = Só chamadas antes desta hora
cli-log-text = Só chamadas que contêm este texto
cli-log-limit = Quantas no máximo, de 1 a 200; 50 se ausente
cli-log-curl = Dá uma troca da chamada como comando cURL, com variáveis no lugar do que está mascarado; a primeira se não houver número
cli-log-har = Dá a chamada como arquivo HTTP (HAR 1.2)
cli-log-lost = Algumas chamadas ficaram de fora: este terminal foi lento demais.
cli-log-time = HORA
cli-log-outcome-name = RESULTADO
cli-log-status-name = STATUS
cli-log-what = CHAMADA
cli-log-took = DUROU
cli-log-run-name = EXECUÇÃO
cli-replay-run = O id da execução
cli-replay-made = A chamada foi refeita como execução { $run }.
cli-replay-same = A resposta é a mesma.
cli-tokens-create = Cria um token com este nome e o mostra só desta vez
cli-tokens-role = O que o novo token permite: viewer, editor ou admin; viewer se ausente
cli-tokens-revoke = Encerra o token com este id
cli-tokens-made = O token, que não será mostrado de novo:
cli-tokens-revoked = O token { $id } foi encerrado.
cli-tokens-id = ID
cli-tokens-label = NOME
cli-tokens-role-name = PAPEL
cli-tokens-created = CRIADO
cli-tokens-used = ÚLTIMO USO
cli-projects-create = Cria um projeto com este id
cli-projects-name = Como as pessoas chamam o novo projeto; o id se ausente
cli-projects-made = O projeto { $id } foi criado.
cli-projects-id = ID
cli-projects-label = NOME
cli-backup-file = O arquivo a criar; um que já existe não é sobrescrito
cli-backup-made = { $path } contém o banco de dados ({ $bytes } bytes) e foi conferido. Os segredos nele estão lacrados: guarde também { $key }, em outro lugar.
cli-backup-postgres = Os dados estão em um banco PostgreSQL, que tem ferramentas próprias melhores.
    .hint = Use pg_dump --format=custom, que lê um único estado do banco com o servidor em execução; guarde também o arquivo de chave.
cli-restore-file = O backup
cli-restore-made = O backup está no lugar como { $path } ({ $bytes } bytes) e foi conferido. Coloque o arquivo de chave que pertence a ele em { $key } antes de iniciar o servidor.
cli-restore-there = Já existe um banco de dados em { $path }; nada é sobrescrito.
    .hint = Mova-o para outro lugar, ou escolha outra pasta com --data.
cli-restore-postgres = Os dados estão em um banco PostgreSQL, que tem ferramentas próprias melhores.
    .hint = Use pg_restore em um banco vazio.
cli-telemetry-refused = Os traces não podem ir para { $endpoint }: { $reason }.
    .hint = Defina telemetry.otlp_endpoint com o endereço de um coletor OpenTelemetry, ou deixe-o de fora.
cli-keys-about = Cuida das chaves que lacram os segredos
cli-keys-after = 
    Exemplos:
      tomada keys rotate
cli-keys-rotate-about = Cria uma chave nova no arquivo de chave e lacra com ela as chaves dos projetos, com o servidor em execução
cli-keys-rotate-after = 
    Exemplos:
      tomada keys rotate
      tomada keys rotate --data /var/lib/tomada
cli-keys-rotated = Há uma chave nova; { $number } chaves de projetos estão lacradas com ela. Guarde uma cópia do novo arquivo de chave: os backups a partir de agora precisam dele.
