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
secret-missing = Falta na conexão o segredo “{ $name }”, sem o qual { $integration } não deixa entrar.
    .hint = Acrescente-o à conexão.
secret-unknown = A integração não usa um segredo “{ $name }”.
    .hint = Os segredos dela são: { $known }.
secret-not-wanted = A integração não usa segredos, e a conexão informa “{ $name }”.
    .hint = Retire-o.
secret-too-short = O segredo “{ $name }” tem { $found } bytes. Segredos com menos de { $min } bytes não podem ser mantidos fora do registro de chamadas.
    .hint = Use um mais longo.
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
