# Every text of Tomada's own that people see, in English.
#
# One message for each code. The attribute `.hint` says what to do next. Arguments carry the names that the code
# passes, with `-` for `_`. The three files hold the same messages, attributes and arguments: a test compares them.

## The nine kinds of failure: the label, and who must act

kind-invalid-input = Invalid input
    .who = Whoever builds the flow
kind-unauthorized = Not authorised
    .who = Whoever owns the connection
kind-forbidden = Not allowed
    .who = The operator of this installation
kind-not-found = Not found
    .who = Whoever builds the flow
kind-rate-limited = Too many calls
    .who = Nobody: wait, then try again
kind-unavailable = Unavailable
    .who = Nobody: try again
kind-uncertain = Outcome unknown
    .who = A person who looks at the service before trying again
kind-rejected = Rejected by the service
    .who = Whoever builds the flow
kind-broken = Integration broken
    .who = The author of the integration

## tomada-core

answer-not-as-expected = The service answered something else than this integration expects: { $reason }.
    .hint = Look at the answer in the call log. If the service has changed its format, the integration needs an update.
settings-not-readable = The connection's settings cannot be read: { $reason }.
    .hint = Open the connection, correct the setting named here and save it again.
output-not-json = The integration produced a result that cannot be written as JSON: { $reason }.
    .hint = Report this to the author of the integration, with the number of the run.
state-conflict = Another run has just changed “{ $key }” in this connection's memory.
    .hint = Run the action again.
preview-not-available = What would be sent cannot be told here.
    .hint = Ask the operator for a newer host, or run the action and look at the call log.

## tomada-catalog: files

file-missing = There is no file { $path }.
file-not-regular = { $path } is not a regular file.
    .hint = A folder, pipe or device is never read. Put a regular file there.
file-too-large = { $path } is larger than { $max-kib } KiB.
file-not-text = { $path } is not UTF-8 text from byte { $offset-bytes } on.
    .hint = Save the file as UTF-8.
file-unreadable = { $path } cannot be read: { $reason }.
toml-syntax = { $place }: this is not TOML: { $reason }.
toml-unknown = { $place }: “{ $found }” is unknown here. Accepted: { $accepted }.
    .hint = The nearest accepted name is “{ $nearest }”.
toml-missing = { $place }: “{ $key }” is missing.
toml-wrong-value = { $place }: { $reason }.

## tomada-catalog: entries

catalog-integration-unknown = There is no integration “{ $id }” in the catalog.
    .hint = The nearest one is “{ $nearest }”. `tomada list` shows all.
catalog-empty = There is no integration “{ $id }”: the catalog is empty.
    .hint = Add an [[integration]] to catalog.toml.
catalog-version-unknown = The catalog has no version of { $id } that matches { $requirement }.
    .hint = It has { $versions }.
catalog-unknown-id = There is no integration “{ $id }” in { $path }.
    .hint = The nearest one is “{ $nearest }”.
catalog-manifest-missing = There is no manifest.json in { $folder }, nor in a folder directly below it.
    .hint = Put { $id } there, or correct “source” in catalog.toml; then run `tomada lock { $id }`.
catalog-no-match = { $id } { $requirement }, required at { $place }, matches none of the versions there are: { $found }.
    .hint = Change the requirement, or add a version that matches it.
catalog-conflict = { $id } { $version } is offered twice: { $one } and { $other }.
    .hint = Remove one of the two, or change its version requirement; then run `tomada lock { $id }`.
catalog-not-locked = { $id } has not been accepted yet.
    .hint = `tomada lock { $id }` accepts version { $version } as it is now.
catalog-lock-stale = { $id } is locked to version { $locked }, which { $requirement }, required at { $place }, does not match.
    .hint = `tomada lock { $id }` chooses and accepts a version that matches.
catalog-file-changed = { $path } has changed since { $id } was accepted.
    .hint = If the change is intended, `tomada lock { $id }` accepts it. If it is not, restore the file.
catalog-library-missing = The library of { $id } is missing; looked for { $looked-at }.
    .hint = Build or restore the library, then run `tomada lock { $id }`.
catalog-signature-refused = The signature of { $library } does not hold: { $reason }.
    .hint = Get library and signature from their author again, or correct “key” in catalog.toml.
catalog-lock-unreadable = catalog.lock is not as `tomada lock` writes it. { $place }: { $reason }.
    .hint = Restore the file, or delete it and run `tomada lock`, which accepts all files as they are now.
catalog-lock-not-written = { $path } could not be written; the old one is untouched: { $reason }.

## tomada-catalog: manifests

manifest-shape = { $path } is no manifest: { $reason }.
manifest-of-another = { $path } is the manifest of { $found }; that of { $expected } is expected.
    .hint = Correct “id” or “source” in catalog.toml, then run `tomada lock`.
manifest-kebab-case = { $at }: “{ $found }” is not kebab-case of at most 64 characters, such as google-sheets.
manifest-name = { $at }: “{ $found }” is no name: lower case letters, digits and “_” are accepted, from a letter on, at most 64 characters.
manifest-action-twice = { $at }: there are two actions of this name.
manifest-text-empty = { $at }: the text is empty.
    .hint = Every text that people see is needed in en, pt-BR and es.
manifest-test-unknown = { $at }: “{ $found }” is no action of this integration.
    .hint = There are: { $actions }.
manifest-test-changes = { $at }: “{ $found }” has effect “{ $effect }”, but the action that tests a connection must have effect “read”.
manifest-schema = { $at }: the schema is not of "type": "object".
manifest-setting-schema = { $at }: the schema is not a JSON object.
manifest-default = { $at }: { $found } is not what the schema accepts: { $accepted }.
manifest-host = { $at }: “{ $found }” is no host.
    .hint = Accepted: https://host or https://host:port, in lower case and without a path; {"{{"} settings.NAME {"}}"}; {"{{"} input.NAME {"}}"}; or * for any public one.
manifest-host-setting = { $at }: “{ $found }” is no setting of this integration.
    .hint = There are: { $settings }.
draft-unpaired = { $place }: actions and schemas do not go together. Actions without schemas: { $actions }. Schemas without an action: { $schemas }.
    .hint = Give both sides the same name: [actions.NAME] in integration.toml, and the name under which the action is exported.

## tomada-host

json-null = nothing (null)
json-boolean = true or false
json-integer = a whole number
json-number = a number
json-string = text
json-array = a list
json-object = an object with fields
run-out-of-bounds = The run was not started: { $what } is { $found }, and must be from 1 to { $max } (bytes, or milliseconds for the deadline).
connection-no-default = This project has connections for “{ $integration }”, but none of them is the default one, and the run names none.
    .hint = Name one, or make one the default.
connection-unknown = This project has no connection “{ $connection }”.
    .hint = Choose one of the project's connections, or create it.
connection-of-another-integration = The connection “{ $connection }” belongs to the integration { $found }, not to { $integration }.
    .hint = Choose a connection of { $integration }.
integration-unknown = There is no integration “{ $integration }” here.
    .hint = Known are: { $known }.
integration-misspelt = There is no integration “{ $integration }” here.
    .hint = Did you mean { $nearest }?
integration-no-version = No version of { $integration } fits { $wanted }; there is { $known }.
    .hint = Ask for a version that is there, or update what the connection is pinned to.
integration-panicked = The integration stopped because of a defect of its own.
    .hint = Report this to the author of the integration, with the number of the run.
integration-not-as-pinned = The catalog pins { $integration }, and its library turned out to be { $found }.
    .hint = Build and lock the integration anew.
action-unknown = { $integration } has no action “{ $action }”.
    .hint = Its actions are: { $known }.
action-misspelt = { $integration } has no action “{ $action }”.
    .hint = Did you mean { $nearest }?
schema-not-readable = The manifest of { $integration } describes “{ $of }” with something that is no JSON Schema: { $reason }
    .hint = Report this to the author of the integration.
manifest-bad-host = The manifest of { $integration } asks for the host “{ $found }”, which is neither an origin such as https://api.example.com nor one of the forms that are known here.
    .hint = Report this to the author of the integration, or update this installation.
settings-not-object = The connection's settings must be an object with one field for each setting.
settings-problems = The connection's settings are not right:{ $problems }
    .hint = { $count ->
        [one] Correct it in the connection.
       *[other] Correct all { $count } in the connection.
    }
setting-missing = The connection lacks the setting “{ $title }” ({ $name }).
    .hint = Fill it in.
setting-unknown = { $integration } knows no setting “{ $name }”.
    .hint = Its settings are: { $known }.
setting-misspelt = { $integration } knows no setting “{ $name }”.
    .hint = Did you mean { $nearest }?
setting-not-wanted = { $integration } has no settings, and the connection gives “{ $name }”.
    .hint = Leave it out.
setting-not-web-address = The setting “{ $name }” must be a web address that begins with https:// or http:// and holds no user name.
auth-kind-missing = The connection leaves its authentication open: “any” is for integrations.
    .hint = Choose one of the kinds, such as “basic” or “bearer”.
auth-not-wanted = { $integration } says itself how its calls are authenticated, and the connection does too.
    .hint = Leave it out of the connection.
auth-not-readable = The connection's authentication cannot be read: { $reason }.
    .hint = Correct it in the connection.
auth-setting-missing = The authentication needs the setting “{ $name }”, which the connection does not have.
    .hint = Fill it in.
secret-missing = The connection lacks the secret “{ $name }”, without which { $integration } does not let anybody in.
    .hint = Add it to the connection.
secret-unknown = The integration has no use for a secret “{ $name }”.
    .hint = Its secrets are: { $known }.
secret-not-wanted = The integration has no use for secrets, and the connection gives “{ $name }”.
    .hint = Leave it out.
secret-too-short = The secret “{ $name }” is { $found } bytes long. Secrets shorter than { $min } bytes cannot be kept out of the call log.
    .hint = Use a longer one.
secret-nowhere = The connection gives a secret, and no address that it may be sent to: it would never be sent.
    .hint = Fill in { $settings } or leave the secret out.
manifest-secret-nowhere = { $integration } takes a secret and names no address that it may be sent to.
    .hint = Its author has to name one in [permissions].
input-problems = { $count } things in the input are not right:{ $problems }
input-unknown-field = { $at }: there is no such field; known here: { $known }
input-field-misspelt = { $at }: there is no such field; did you mean { $nearest }?
input-no-fields = { $at }: there is no such field; no fields are known here
input-missing-field = { $at }: this field is missing
input-wrong-type = { $at }: found { $found-type }, expected { $accepted-types }
input-not-object = { $at }: the input is { $found-type }, expected { $accepted-types }
input-not-one-of = { $at }: found { $found }, accepted: { $accepted }
input-out-of-range = { $at }: found { $found }, expected a number { $accepted }
input-wrong-length = { $at }: found { $found } characters, expected { $accepted }
input-wrong-count = { $at }: found { $found } items, expected { $accepted }
input-wrong-format = { $at }: { $found } is not written as { $accepted }
input-not-accepted = { $at }: not accepted: { $reason }
input-not-web-address = { $at }: { $found } is not a web address that begins with https:// or http:// and holds no user name
connection-busy = This connection has as many runs under way and waiting as it may have.
    .hint = Wait and try again; spread the runs over time.
host-busy = This installation has as many runs under way and waiting as it can bear.
    .hint = Wait and try again.
host-stopping = The installation is being stopped; the run was not finished.
    .hint = Look up the run in the call log, then try again.
host-without-egress = This installation has no way out to the network.
idempotency-full = Too many runs with an idempotency key are under way.
    .hint = Wait and try again with the same key.
idempotency-key-reused = This idempotency key was used before with another input.
    .hint = Use a new key for a new run.
idempotent-run-not-finished = The first run with this idempotency key is still under way.
    .hint = Ask again later with the same key.
rehearsal-ends = This was a rehearsal: the call was told and not sent.
run-timed-out = The run was ended after { $deadline-ms } ms, which is its deadline.
    .hint = Look at its calls in the call log to see where the time went.
run-is-over = The run is over; nothing can be sent for it any more.
nobody-reads = Nobody takes the partial results of this run any more.
output-too-large = The integration gave a result of { $found } bytes; at most { $max } are accepted.
    .hint = Ask for less at once.
output-not-as-declared = The result of { $action } is not what the manifest declares: { $reason }
    .hint = Correct the action's output type or its schema.
journal-not-written = The run { $run-id } could not be written to the journal, so its result is not given.
    .hint = Look at the storage of this installation.
journal-full = What happens cannot be written down at the moment, so nothing is begun.
    .hint = Usually the disk of this installation is full. It goes on by itself as soon as there is room.
state-key-too-long = The integration uses a key of { $found } bytes in this connection's memory (“{ $key }”…); at most { $max } are accepted.
state-value-too-large = The integration wants to keep { $found } bytes under “{ $key }” in this connection's memory; at most { $max } are accepted.
state-full = The integration wants to keep “{ $key }” as key number { $found } in this connection's memory; at most { $max } are accepted.
state-store-full = The memory of this installation is full; “{ $key }” was not kept.
    .hint = Ask the operator to make room.

## tomada-sdk

input-not-readable = The integration cannot read this input: { $reason }.
    .hint = Correct the field named here. If the input follows the form, report this to the author of the integration.
action-panicked = The integration broke down while it ran this action.
    .hint = Report this to the author of the integration, with the number of the run: its log says where.
message-too-large = A message of { $bytes } bytes is too large: at most { $max-bytes } bytes are passed on at once.
    .hint = Work on less at a time: a smaller file, fewer rows.
host-not-understood = The integration cannot work with this installation: it found { $found } and supports version { $supported }.
    .hint = Install a version of the integration that was built for this version of Tomada.
host-without-capability = This installation does not offer “{ $capability }”, which the integration needs.
    .hint = Ask the operator to allow it, or to update Tomada.
host-denied = This installation did not allow the integration to use “{ $capability }” (status { $status }).
host-limit = The integration passed a limit of “{ $capability }” (status { $status }).
    .hint = Ask for less at a time, or ask the operator to raise the limit.
host-unavailable = “{ $capability }” cannot be reached just now (status { $status }).
    .hint = Run the action again.
host-gave-up = “{ $capability }” was given up before it was done (status { $status }).
host-refused = This installation could not make sense of what the integration asked of “{ $capability }” (status { $status }).
    .hint = Report this to the author of the integration, with the number of the run.
host-failed = “{ $capability }” failed inside this installation (status { $status }).
host-answer-malformed = This installation gave an answer that the integration cannot read, from “{ $capability }”: { $found }.
    .hint = Report this to the operator and to the author of the integration, with the number of the run.
request-not-json = The integration produced a request that cannot be written as JSON: { $reason }.
    .hint = Report this to the author of the integration, with the number of the run.
service-status = The service answered with status { $status }.
service-said = The service answered with status { $status }: { $answer }
answer-line-too-long = The service sent a line of more than { $max-bytes } bytes.
answer-event-too-large = The service sent an event of more than { $max-bytes } bytes.

## tomada-loader

plugin-not-a-library = The file of “{ $id }” is not a plugin library: { $reason }.
    .hint = Build the plugin again for this machine, then accept it with `tomada lock { $id }`.
plugin-target = The library of “{ $id }” is built for { $found }; this host is { $supported }.
    .hint = Ask the author for a library for this system, or build it here.
plugin-forbidden = The library of “{ $id }” holds something that no plugin may have: { $item }.
    .hint = For its author: { $rule }.
plugin-manifest = The manifest in the library of “{ $id }” cannot be used: { $reason }.
    .hint = Build the plugin again with a current SDK.
plugin-version = “{ $id }” speaks version { $found } of the plugin boundary; this host speaks { $supported }.
    .hint = Build the plugin again with the SDK of this host, or update the host.
plugin-needs = “{ $id }” needs { $found }; this host has { $supported }.
    .hint = Build the plugin again for this host, or update the host.
plugin-map = The library of “{ $id }” could not be loaded: { $reason }.
    .hint = Report this to the author of the integration.
plugin-entry = The library of “{ $id }” breaks the rules of the plugin boundary: { $reason }.
    .hint = Report this to the author of the integration.
plugin-start = “{ $id }” refused to start: { $reason }.
    .hint = Report this to the author of the integration.
plugin-sandboxed = “{ $id }” is in the tier “sandboxed”, which needs a worker process; this version has none.
    .hint = If you trust its author with this whole process, set tier = "trusted" for it in catalog.toml.
plugin-taken = { $name } is already open from another library (SHA-256 { $known }; this one is { $found }).
    .hint = Give the new library a higher version, or restart the host.
plugin-protocol = The integration broke the rules of the plugin boundary: { $reason }.
    .hint = Report this to the author of the integration, with the number of the run.
plugin-panicked = The integration crashed while it was running.
    .hint = Report this to the author of the integration, with the number of the run. It has been started anew.
plugin-status = The integration ended without an answer (status { $status }).
    .hint = Report this to the author of the integration, with the number of the run.
plugin-unsupported = The integration does not know this action, although its manifest lists it.
    .hint = Report this to the author of the integration.
plugin-recovering = The integration has crashed several times and is being started anew.
    .hint = Wait a moment, then try again.

## tomada-cli

cli-about = Runs actions of integrations: lists a catalog, shows what an integration can do, runs it, and says what was sent.
cli-after = 
    Examples:
      tomada list
      tomada show chatgpt --lang pt-BR
      tomada run hello greet --input '{"{"}"name": "Ada"{"}"}'
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-global = Options of every command
cli-usage-command = <COMMAND>
cli-usage-options = {"["}OPTIONS]
cli-value-file = FILE
cli-value-language = LANGUAGE
cli-value-when = WHEN
cli-value-integration = INTEGRATION
cli-value-action = ACTION
cli-value-input = JSON|@FILE|-
cli-value-setting = NAME=VALUE
cli-value-auth = JSON|@FILE
cli-value-secret = NAME=@FILE|NAME=env:VARIABLE
cli-value-proxy = URL
cli-value-opening = CIDR:PORT
cli-value-milliseconds = MILLISECONDS
cli-value-key = KEY
cli-value-shell = SHELL
cli-catalog = The catalog.toml to use; without it, the nearest one in this folder or above
cli-json = Speaks JSON, for programs
cli-lang = Speaks en, pt-BR or es; without it, the language of LC_ALL, LC_MESSAGES or LANG
cli-color = Uses colour always, never or auto: on a terminal, unless NO_COLOR is set
cli-help = Shows this help
cli-version = Shows the version
cli-list-about = Lists the catalog, entries that cannot run with their reason
cli-list-after = 
    Examples:
      tomada list
      tomada list --json --catalog shop/catalog.toml
cli-list-empty = The catalog is empty.
cli-list-id = ID
cli-list-version = VERSION
cli-list-title = TITLE
cli-list-category = CATEGORY
cli-list-state = STATE
cli-list-ready = ready
cli-list-problem = problem
cli-show-about = Shows what an integration does, what it may call, and what its actions take and give
cli-show-after = 
    Examples:
      tomada show webhook
      tomada show chatgpt@^1 --json
cli-show-integration = The integration; ID@REQUIREMENT, such as hello@^1, chooses among versions
cli-show-permissions = May call
cli-show-no-hosts = nothing outside itself
cli-show-any-host = any public address
cli-show-host-of-setting = the address in the setting { $name }
cli-show-host-of-input = the address in the input's { $name }
cli-show-auth = Signs in with
cli-show-auth-none = nothing
cli-show-auth-any = whatever the connection says: --auth
cli-show-auth-body = an API key in the body's field { $name }
cli-show-auth-basic = user name and password
cli-show-auth-digest = user name and password, as a digest
cli-show-auth-hmac = a signature over each request
cli-show-auth-login = a token that a login gives
cli-show-auth-client-credentials = a token for client credentials (OAuth 2.0)
cli-show-auth-authorization-code = a token that somebody grants at the service (OAuth 2.0)
cli-show-auth-service-account = a token for a service account
cli-show-auth-aws-sigv4 = AWS Signature Version 4
cli-show-auth-mtls = a client certificate
cli-show-auth-bearer = a bearer token
cli-show-auth-header = an API key in the header { $name }
cli-show-auth-query = an API key in the query parameter { $name }
cli-show-settings = Settings
cli-show-default = default { $value }
cli-show-required = required
cli-show-optional = optional
cli-show-actions = Actions
cli-show-read = reads
cli-show-write = writes
cli-show-destructive = destroys
cli-show-streaming = gives partial results
cli-show-input = takes
cli-show-output = gives
cli-run-about = Runs an action and says what came of it and what was sent
cli-run-after = 
    Examples:
      tomada run hello greet --input '{"{"}"name": "Ada"{"}"}'
      tomada run webhook call --input @call.json --json
      tomada run chatgpt chat --input - --secret token=env:OPENAI_KEY < chat.json
      tomada run webhook call --input @call.json --allow 127.0.0.1/32:8080
cli-run-integration = The integration; ID@REQUIREMENT, such as hello@^1, chooses among versions
cli-run-action = The action
cli-run-input = The action's input: JSON, a file that holds it, or - for standard input; an empty object if absent
cli-run-settings = A setting of the connection; may be repeated
cli-run-auth = How calls are authenticated, where the integration leaves that to the connection, such as {"{"}"kind": "basic", "username": "ana"{"}"}; the secrets stand beside it
cli-auth-not-readable = --auth holds no authentication: { $reason }.
    .hint = Such as {"{"}"kind": "basic", "username": "ana"{"}"} with --secret password=env:PASSWORD.
cli-run-secrets = A secret of the connection, from a file or an environment variable, never from the command line; may be repeated
cli-run-openings = Opens addresses that are closed otherwise, such as this machine's own: 127.0.0.1/32:8080; may be repeated
cli-run-proxy = Reaches every service through this proxy: http://host:port, https://… or socks5h://…; also from TOMADA_PROXY, and from no other variable
cli-run-deadline-ms = How long it may take: 1 to 900000 milliseconds, 30000 if absent
cli-run-idempotency-key = Names the operation, so that it is done once however often it is asked for
cli-run-verbose = Shows everything that the integration logs
cli-run-number = run { $run-id }, { $elapsed-ms } ms
cli-lock-about = Accepts the files that are there now, and pins them in catalog.lock
cli-lock-after = 
    Examples:
      tomada lock
      tomada lock webhook chatgpt
cli-lock-integrations = Which entries; all of them if absent
cli-lock-added = added
cli-lock-updated = updated
cli-lock-unchanged = unchanged
cli-lock-removed = removed
cli-lock-refused = refused
cli-lock-other-files = other files
cli-completions-about = Prints a script that completes this command line
cli-completions-after = 
    Examples:
      tomada completions bash > ~/.local/share/bash-completion/completions/tomada
cli-completions-shell = bash, elvish, fish, powershell or zsh
cli-wrong-usage = Wrong usage
cli-see-help = --help shows what there is.
cli-value-missing = { $argument } wants a value and has none.
cli-value-unknown = “{ $found }” is no value of { $argument }.
    .hint = Accepted are: { $accepted }.
cli-value-not-milliseconds = “{ $found }” is no value of { $argument }: a whole number of milliseconds from 1 to { $max } is accepted.
cli-argument-unknown = There is no argument “{ $found }” here.
cli-argument-misspelt = There is no argument “{ $found }” here.
    .hint = Did you mean { $nearest }?
cli-command-unknown = There is no command “{ $found }”.
cli-command-misspelt = There is no command “{ $found }”.
    .hint = Did you mean { $nearest }?
cli-argument-missing = What is missing: { $argument }.
cli-argument-twice = { $argument } stands there twice.
cli-not-text = One of the arguments is not UTF-8 text.
cli-not-understood = The command line cannot be understood: { $reason }.
cli-not-a-requirement = “{ $found }” is no version requirement: { $reason }.
    .hint = Write ID@1.2.0, ID@^1 or ID@>=1,<3.
cli-not-an-opening = “{ $found }” is not what --allow takes.
    .hint = Write a network and a port, such as 127.0.0.1/32:8080 or [::1/128]:8080.
cli-not-a-setting = “{ $found }” is not what --setting takes.
    .hint = Write NAME=VALUE, such as base_url=https://api.example.com.
cli-secret-in-the-open = A secret is not taken from the command line itself: other programs of this machine can read it there, and the shell keeps it.
    .hint = Put it into a file and write --secret { $name }=@FILE, or into a variable and write --secret { $name }=env:VARIABLE.
cli-variable-not-readable = The environment variable { $variable } is not set or is no text.
cli-file-not-readable = “{ $path }” cannot be read: { $reason }.
cli-input-not-json = The input ({ $from }) is no JSON: { $reason }.
    .hint = Write an object such as {"{"}"name": "Ada"{"}"}; in a shell, put it in single quotes.
cli-no-catalog = There is no catalog.toml in { $folder } nor above.
    .hint = Go to the folder that has one, or name it with --catalog FILE.
cli-output-closed = The output could not be written: { $reason }.
cli-host-not-started = The host could not be started: { $reason }.

## tomada-curl

curl-too-long = This command is longer than { $max-bytes } bytes (line { $line }, column { $column } (byte { $offset-bytes })).
    .hint = Put a large body into a file and send that.
curl-too-many = At line { $line }, column { $column } (byte { $offset-bytes }): this command leaves more than { $max } things open, such as variables and files.
    .hint = Paste one call of curl at a time.
curl-not-curl = At line { $line }, column { $column } (byte { $offset-bytes }): there is no call of curl here; the first word is “{ $found }”.
    .hint = Paste the whole command, from the word curl on.
curl-unclosed = At line { $line }, column { $column } (byte { $offset-bytes }): what { $opened } opens is never closed.
    .hint = Part of the command may be missing: copy it again, up to its end.
curl-unknown-flag = At line { $line }, column { $column } (byte { $offset-bytes }): curl has no flag { $flag }, or it is not clear which one is meant.
    .hint = The nearest known: { $nearest }.
curl-missing-value = At line { $line }, column { $column } (byte { $offset-bytes }): { $flag } needs a value, and the command ends there.
    .hint = Write the value behind it, or take the flag out.
curl-wrong-value = At line { $line }, column { $column } (byte { $offset-bytes }): { $flag } does not take this value; it takes { $accepted }.
    .hint = curl would refuse this command, too. Correct the value.
curl-conflict = At line { $line }, column { $column } (byte { $offset-bytes }): { $flag } and { $other } cannot stand together: a request has one method and one body.
    .hint = curl would refuse this command, too. Take one of them out.
curl-no-url = At line { $line }, column { $column } (byte { $offset-bytes }): this call of curl has no address.
    .hint = Add one that begins with https:// or http://.
curl-wrong-url = At line { $line }, column { $column } (byte { $offset-bytes }): this address cannot be called because of “{ $found }” in it.
    .hint = Only http and https are called. A space in an address is written %20, and a lone bracket or brace needs --globoff.
curl-body-not-base64 = This body is no base64: { $reason }.
    .hint = Write the bytes in base64 with padding, or use a body of kind text.

## tomada-curl: notes on what a command says

curl-note-display = { $flag }: how curl shows what it does. The request is the same without it.
curl-note-compressed = { $flag }: compressed answers are always asked for and unpacked here.
curl-note-http-version = { $flag }: the version of HTTP is agreed upon with the service.
curl-note-abbreviated = { $flag } was read as { $meant }.
curl-note-scheme-guessed = The address has no scheme; curl takes { $scheme }://. If the service has https, write that.
curl-note-environment = { $name }: set for curl alone, which does not change the request.
curl-note-header-framed = The header { $name } is left out: it is written when the request is sent.
curl-note-header-removed = { $name } switches off a header that curl sends of its own accord.
curl-note-header-ignored = “{ $name }” is no header, and curl would not send it either.
curl-note-header-wrong = The header “{ $name }” is left out: its name or its value has characters that HTTP does not allow.
curl-note-content-type = The command sends a body without a content type; { $used } is sent as one.
curl-note-equals-sign = { $flag }=…: curl does not accept the equals sign. It was read as if a space stood there.
curl-note-secret-connection = A secret stands here. It is not put into the fields: store it in the connection, as its credential ({ $name }).
curl-note-secret-variable = { $place } looks like a secret. The variable { $name } stands in its place: fill it in from the flow.
curl-note-password-asked = There is a name without a password; curl would ask for it. Store it in the connection.
curl-note-variable = ${ $name } is a variable of the shell; it became the variable { $name } of the fields.
curl-note-substitution = Another command prints a part of this one; the variable { $name } stands in its place.
curl-note-file = { $flag } reads the file { $path }; the variable { $name } stands for its content.
curl-note-input = { $flag } reads the standard input; the variable { $name } stands for its content.
curl-note-base-address = The address begins with ${ $name }: set its value as the base address of the connection.
curl-note-proxy = { $flag }: no proxy is used here; the operator decides how requests leave.
curl-note-tls-unverified = { $flag }: certificates are always checked here, so a service with a wrong one cannot be called.
curl-note-tls = { $flag }: the settings of TLS are those of this installation.
curl-note-client-certificate = { $flag }: a client certificate belongs into the connection, not into the fields.
curl-note-route = { $flag }: the way to the service, such as its addresses, is decided by this installation.
curl-note-output = { $flag }: no file is written here; the answer is the output of the action.
curl-note-settings = { $flag }: what files or variables of curl say besides is not known here.
curl-note-redirects-fewer = curl would follow up to { $asked } redirects; at most { $max } are followed here.
curl-note-redirect-rule = { $flag }: redirects follow the rules of this installation, and credentials never go to another origin.
curl-note-timeout-shorter = The command waits { $asked } ms; at most { $max } ms are waited here.
curl-note-timeout-rule = { $flag }: only the limit for the whole call can be set; the others are those of this installation.
curl-note-retries-fewer = The command tries again { $asked } times; at most { $max } are made here.
curl-note-retry-rule = { $flag }: when to try again is decided here by the method and by what the service answers.
curl-note-answer-smaller = The command takes answers of { $asked } bytes; at most { $max } are taken here.
curl-note-auth-scheme = { $flag }: this kind of authentication is not available.
curl-note-auth-several = Several kinds of authentication are allowed, and curl would ask the service; one of them was chosen.
curl-note-other-protocol = { $flag }: this is about another protocol than HTTP.
curl-note-not-carried = { $flag }: there is no field for this or for a part of it.
curl-note-more-urls = The command calls { $count } more addresses; only the first was taken.
curl-note-next = { $flag } begins another request; only the first was taken.
curl-note-glob = The address stands for several; the first of them was taken.
curl-note-pipe = What the command does with the answer after “|” is left out: use response.map or a later step.
curl-note-redirection = What the shell reads from a file or writes to one is left out.
curl-note-more-commands = What follows is another command and was left out. If it belongs to this one, look for a space behind the mark at the end of the line before.
curl-note-expansion = The shell would make several words of the braces here; they were taken as they stand.

## tomada-rest

template-syntax = { $at }, line { $line }: this template is not written correctly: { $reason }.
    .hint = A value stands between {"{{"} and {"}}"}, such as {"{{"} context.name {"}}"}. Nothing was sent.
template-undefined = { $at }, line { $line }: there is no “{ $name }”.
    .hint = There are: { $known }. For a value that may be missing, write {"{{"} … | default('') {"}}"}. Nothing was sent.
template-undefined-here = { $at }, line { $line }: there is no “{ $name }”.
    .hint = For a value that may be missing, write {"{{"} … | default('') {"}}"}. Nothing was sent.
template-null = { $at }, line { $line }: the value is null, and a null cannot be written into text.
    .hint = Write {"{{"} … | default('', true) {"}}"} to have another value in its place. Nothing was sent.
template-failed = { $at }, line { $line }: this template cannot be filled in: { $reason }.
    .hint = Correct the expression on this line. Nothing was sent.
template-too-long = { $at }: this template is longer than { $max-bytes } bytes.
    .hint = Put the data into the context and only its place into the template.
template-result-too-large = { $at }: what this template gives is larger than { $max-bytes } bytes.
    .hint = Send less at once.
template-too-much-work = { $at }, line { $line }: this template takes too much work.
    .hint = Loop over fewer items, or prepare the data before this step. Nothing was sent.
template-too-many = { $at }: the request has more than { $max } templates.
    .hint = Put a whole list or object in with one expression, such as {"{{"} context.items {"}}"}.
template-member-twice = { $at }: two members of this object are both called “{ $name }” once their names are filled in.
url-empty = { $at }: there is no address.
    .hint = Write an address that begins with https://, or one below the connection's base address. Nothing was sent.
url-not-absolute = { $at }: “{ $found }” does not begin with https:// or http://, and the connection has no base address.
    .hint = Write the whole address, or set the base address in the connection. A value at the beginning of an address is taken for a part of its path, unless the address is that one expression alone.
url-not-text = { $at }: the expression gives something else than text.
    .hint = An address that is one expression alone takes its value as the whole address.
url-character = { $at }: the character “{ $character }” cannot stand in an address.
    .hint = Let a template put the value in its place, and it is encoded: https://api.example.com/search?q={"{{"} context.text {"}}"}.
url-host-character = { $at }: the character “{ $character }” cannot stand in the name of a host.
    .hint = Only letters, digits, “.”, “-” and “_” can be filled in before the first “/”. Nothing was sent.
url-value-is-step = { $at }: a value makes the path's part “{ $found }”, which leads to another path.
    .hint = Check the value. Nothing was sent.
header-not-token = { $at }: “{ $found }” is neither a name of a header field nor a method.
    .hint = Accepted are letters, digits and ! # $ % & ' * + - . ^ _ ` | ~, without spaces.
header-control = { $at }: a header field is one line, and its value has the character “{ $character }”.
    .hint = Check the value: a line break in it could forge another field. Nothing was sent.
answer-not-of-form = The answer is not the { $form } that was asked for. Line { $line }, column { $column }: { $reason }.
    .hint = See in the call log what the service answered. “auto” takes whatever comes.
response-charset-unknown = { $at }: “{ $charset }” is no character set that is known here.
    .hint = Use a name such as utf-8, iso-8859-1, windows-1252 or shift_jis, or leave it out.
response-option-idle = { $at }: “{ $option }” says how { $option } is taken, and something else was asked for with “as”.
    .hint = Leave it out, or set “as” to { $option } or auto. Nothing was sent.
response-xml-too-many = { $at }: more than { $max } paths or prefixes are given.
response-xml-path = { $at }: “{ $path }” is no path of names with dots between them.
    .hint = Write the names from the root on, such as order.items.item. Nothing was sent.
response-xml-prefix = { $at }: “{ $prefix }” is no prefix, or its namespace has another one already.
    .hint = A prefix is of letters, digits, - and _. Nothing was sent.
response-csv-delimiter = { $at }: “{ $found }” cannot divide cells.
    .hint = Use one sign such as , or ; or leave it out to have it found. Nothing was sent.
map-syntax = { $at }, line { $line }, column { $column }: this JMESPath expression is not understood from “{ $found }” on.
    .hint = An example: items[?paid].{"{"}id: id, name: name{"}"}. Names with other characters than letters, digits and _ stand in double quotes, texts in single ones. Nothing was sent.
map-syntax-end = { $at }, line { $line }, column { $column }: this JMESPath expression ends too early.
    .hint = Something is still open, or is missing behind the last sign. Nothing was sent.
map-too-long = { $at }: the expression is longer than { $max-bytes } bytes.
    .hint = Divide it: “map” can be an object with an expression for each member. Nothing was sent.
map-too-deep = { $at }, line { $line }, column { $column }: more than { $max } parts of the expression are nested in each other or chained.
    .hint = Divide it: “map” can be an object with an expression for each member. Nothing was sent.
map-slice-step = { $at }, line { $line }, column { $column }: a slice cannot go on by 0.
    .hint = Write a step such as [::2], or leave it out. Nothing was sent.
map-expression-alone = { $at }, line { $line }, column { $column }: “&” makes an expression for functions such as sort_by, and stands nowhere else.
    .hint = To join conditions, write &&. Nothing was sent.
map-function-unknown = { $at }, line { $line }, column { $column }: there is no function “{ $name }”.
    .hint = There are: { $known }. Nothing was sent.
map-function-arguments = { $at }, line { $line }, column { $column }: “{ $name }” is not called like that.
    .hint = Its form is { $usage }. Nothing was sent.
map-wrong-type = { $at }, line { $line }, column { $column }: { $usage } was given a value of type { $found }; accepted: { $accepted }.
    .hint = See in the call log what the service answered. not_null(…, `[]`) puts another value in the place of what is missing.
map-too-much-work = { $at }: this expression takes too much work for this answer.
    .hint = Choose what is needed first, such as items[:100], and make something of it then.
map-result-too-deep = { $at }: the result has more than { $max } levels.
    .hint = Choose inner parts of the answer.
idempotency-key-empty = { $at }: the idempotency key is empty.
    .hint = Leave the field out, or give a key that is the same whenever the same operation is tried again. Nothing was sent.
body-not-base64 = { $at }: this is not base64: { $reason }.
    .hint = Give letters, digits, “+”, “/” and at the end “=” (RFC 4648, section 4); for text, use the body of kind “text”. Nothing was sent.
part-content = { $at }: a part holds either “text” or “base64”, exactly one of the two.
    .hint = Keep the one that the part holds. Nothing was sent.
xml-value-place = { $at }: a value stands inside of { $place ->
        [tag] a tag, outside of quotes
        [attribute] an attribute
        [comment] a comment
        [CDATA] a CDATA section
        [instruction] an instruction
       *[declaration] a declaration
    }, where it could become anything.
    .hint = Put values between tags or into attributes in quotes; they are escaped there. Nothing was sent.
xml-not-closed = { $at }: the XML ends inside of { $place ->
        [tag] a tag, outside of quotes
        [attribute] an attribute
        [comment] a comment
        [CDATA] a CDATA section
        [instruction] an instruction
       *[declaration] a declaration
    }.
    .hint = Close it. Nothing was sent.
xml-character = { $at }: a value has the character { $character }, which XML cannot hold.
    .hint = Remove it from the value, or send the value in base64. Nothing was sent.
pages-without-items = { $at }: nothing says where the items of a page are.
    .hint = Set “items” of “pages”, such as “data.items”. Nothing was sent.
pages-items-not-list = { $at }: in the first page, this does not lead to a list.
    .hint = Look at the answer, and let the expression lead to the list of items.
pages-link-not-text = { $at }: in the answer, this leads to something else than a text.
    .hint = Look at the answer, and let the expression lead to the link to the next page; for a cursor, read the pages by “cursor”.

## tomada-testkit

law-opens = The library opens, as the host opens it.
    .hint = Build it with the SDK, on this kind of machine, with panic = "unwind".
law-manifest-rules = manifest.json keeps the rules of every manifest.
    .hint = Correct integration.toml at the places named, then run the plugin's tests with TOMADA_UPDATE=1.
law-manifest-embedded = The library carries the manifest.json of its folder.
    .hint = Build the library anew.
law-documented = README.md has the sections that the menu shows, and its Actions name every action.
    .hint = Write the sections What it does, Set-up, Actions, Limits and Removal, each a heading of the second level with text under it, and every action's id in backticks under Actions.
law-every-action-has-a-case = Every action has a case in tests/cases.
    .hint = Write tests/cases/NAME.toml for it, or record one: tomada run … --record tests/cases/NAME.toml.
law-cases-hold = Every case comes out as it expects.
    .hint = Correct the action; or, if what came out is right, run the plugin's tests with TOMADA_UPDATE=1.
law-test-action-passes = The action that tests a connection has a case in which it ends well.
    .hint = Write a case of the action that [test] names, with the answer of a working service.
law-input-closed = A field that an action does not describe is refused.
    .hint = Write #[serde(deny_unknown_fields)] above the input, and leave out #[serde(flatten)].
law-hosts-declared = Only hosts that the manifest's permissions name are called.
    .hint = Add the origin to hosts in integration.toml, or do not call it.
law-secrets-kept = No secret is in an output, a failure, an exchange or the log, even if the service gives it back.
    .hint = Do not take secrets as input or settings; what [auth] describes is put in and masked by the host.
law-cancels = A run that is dropped at any of its waits leaves nothing open and breaks nothing.
    .hint = Hold what a run opens in values that it drops, and let no Drop panic or wait.
law-boundary-kept = Whatever was tried, the plugin did not panic and kept the rules of the boundary.
    .hint = Return a Failure instead of panicking; wait only for what the context offers.
law-when-unauthorized = When the service answers 401, the failure is unauthorized.
    .hint = Call .success().await? on the response, or map 401 to Kind::Unauthorized.
law-when-forbidden = When the service answers 403, the failure is rejected, unauthorized or forbidden.
    .hint = Call .success().await? on the response, or map 403 to Kind::Rejected.
law-when-missing = When the service answers 404, the failure is not_found, rejected or invalid_input.
    .hint = Call .success().await? on the response, or map 404 to Kind::NotFound.
law-when-rate-limited = When the service answers 429 with Retry-After: 7, the failure is rate_limited with a wait of 7,000 ms.
    .hint = Call .success().await? on the response, or map 429 to Kind::RateLimited with with_retry_after_ms.
law-when-failing = When the service answers 500, the failure is unavailable, or uncertain of an action that changes something.
    .hint = Call .success().await? on the response, or map 5xx to Kind::Unavailable.
law-when-down = When the service answers 503, the failure is unavailable, or uncertain of an action that changes something.
    .hint = Call .success().await? on the response, or map 5xx to Kind::Unavailable.
law-when-silent = When the service never answers, the failure is unavailable or uncertain, whichever is true.
    .hint = Pass the failure of cx.send on as it is: its kind knows whether the request went out.
law-when-closed = When the service closes without an answer, the failure is unavailable or uncertain, whichever is true.
    .hint = Pass the failure of cx.send on as it is: its kind knows whether the request went out.
law-when-garbled = When the service answers broken JSON, the action fails, and not as broken.
    .hint = Read the answer with body.json(), or return Kind::Rejected; do not unwrap.
law-when-truncated = When the answer breaks off, the failure is unavailable or uncertain, whichever is true.
    .hint = Pass the failure of the body on as it is; never take what came so far for the whole.
law-when-huge = When the answer is larger than allowed, the action fails, and not as broken.
    .hint = Pass the failure of the body on as it is.
law-small = A release build has at most 1.5 MB.
    .hint = Build it with --release, strip = "symbols" and lto = "thin", and look at what it depends on.
law-exemptions-needed = Every exemption names a law that may be excused, is needed, and gives its reason.
    .hint = Remove the exemption from tests/exemptions.toml, or correct it.
verdict-passed = passed
verdict-warned = warned
verdict-failed = failed
verdict-not-applicable = not applicable
verdict-not-judged = not judged
verdict-exempt = exempt
check-to-do = To do: { $fix }
check-grade = Quality: { $grade }
check-no-grade = Quality: none, because a basic law is broken or could not be judged
check-does-not-open = a library that does not open

## tomada-cli: check, new and recording

cli-value-path = PATH
cli-value-folder = FOLDER
cli-value-id = ID
cli-run-record = Writes a case that repeats the run, its secrets masked, for the tests of the integration
cli-check-about = Judges a plugin by every law, without its source; its code is run
cli-check-after = 
    Examples:
      tomada check plugins/hello
      tomada check target/release/libhello.so --json
cli-check-path = The library, or the plugin's folder
cli-new-about = Makes a new plugin that builds and passes its own tests
cli-new-after = 
    Examples:
      tomada new my-service
      tomada new my-service --path ../my-service --sdk crates/tomada-sdk
cli-new-id = The plugin's id, in kebab-case, such as google-sheets
cli-new-path = Its folder; plugins/ID of the workspace, or ID in this folder, if absent
cli-new-sdk = Where tomada-sdk is, for a plugin outside of the workspace
cli-check-no-plugin = There is no plugin to check: { $reason }.
    .hint = Name a built library, or a plugin's folder: one with manifest.json, README.md and tests/cases.
cli-new-made = The plugin is in { $folder }.
cli-new-next = To build and test it:
cli-new-bad-id = “{ $id }” can be no plugin's id.
    .hint = An id is kebab-case of at most 64 characters, such as google-sheets.
cli-new-taken-id = “{ $id }” can be no plugin's id: Rust or cargo use the name for something else.
    .hint = Choose another name.
cli-new-exists = { $path } is there already.
    .hint = Choose another folder with --path, or remove it.
cli-new-no-sdk = { $path } is not where tomada-sdk is.
    .hint = Name the folder of tomada-sdk: the one that holds its Cargo.toml, beside tomada-testkit.
cli-new-unwritable = { $path } could not be written: { $reason }.
cli-new-template = The template cannot be filled in: { $reason }.
    .hint = This is a defect of this program: report it.
cli-record-exists = { $path } is there already: nothing was run.
    .hint = Choose another file for --record, or remove this one.
cli-record-made = Recorded in { $path }.
cli-record-refused = Not recorded in { $path }: { $reason }.

## tomada-egress

egress-blocked = Calls to { $host } are not allowed from here.
    .hint = Only public addresses can be called. The operator of this installation can open others.
egress-dns = The name { $host } could not be resolved.
    .hint = Look for a slip in the address. If it is right, try again.
egress-connect = The connection to { $host } could not be made, or broke.
    .hint = See whether the service is up, then try again.
egress-tls = No secure connection to { $host } could be made: its certificate is not valid, or it does not speak TLS 1.2 or 1.3.
    .hint = Whoever runs the service must renew or correct its certificate.
egress-timeout = { $host } did not answer in time.
    .hint = Try again. If the service is slow by nature, give the call more time.
egress-too-large = The answer of { $host } is larger than allowed.
    .hint = Ask the service for less, such as a smaller page.
egress-protocol = { $host } did not answer in proper HTTP.
    .hint = See whether the address and the port are those of a web service.
egress-not-permitted = This integration is not permitted to call { $host }.
    .hint = It may call only the addresses that its manifest and its connection name.
egress-credential-plain-http = The credential was not sent to { $host }, since the connection would not be encrypted.
    .hint = Use an address that begins with https://.
egress-credential-missing = The connection has no credential, and this call needs one.
    .hint = Enter the credential in the connection.
egress-credential-invalid = The connection's credential cannot be sent: it is empty or holds characters that HTTP does not allow.
    .hint = Enter it again, without spaces or line breaks around it.
egress-credential-no-body = The connection's key goes into the body as “{ $place }”, and this call has no body that could take it.
    .hint = Send a form or a JSON object.
egress-auth-parameter = The connection's authentication cannot be used: “{ $parameter }”: { $reason }.
    .hint = Correct it in the connection.
egress-token-unavailable = { $host }, which gives the token for this call, did not answer.
    .hint = Try again later; the call itself was not sent.
egress-grants-not-kept = This connection needs a grant of { $host }, and this installation keeps none.
    .hint = Use a server with a store: tomada serve.
egress-token-refused = { $host } gave no token for this call: { $reason }
    .hint = Correct or renew the connection's credential.
egress-credential-twice = The call names “{ $place }” itself, which is where the connection's credential goes.
    .hint = Remove it from the call, or send the call without the connection's credential.
egress-url-invalid = The address of the call is not a valid web address.
    .hint = Write it in full, such as https://api.example.com/v1/items.
egress-url-scheme = Only http and https addresses can be called.
egress-url-user-info = The address of the call holds a user name or a password.
    .hint = Put the credential into the connection, where it is kept encrypted.
egress-method-invalid = “{ $method }” is no HTTP method that can be sent.
    .hint = Use one such as GET, POST, PUT, PATCH or DELETE.
egress-header-invalid = The header field “{ $header }” holds characters that HTTP does not allow.
egress-header-reserved = The header field “{ $header }” is set by Tomada itself.
    .hint = Remove it from the call.
egress-head-too-large = The call has too many or too large header fields: at most { $headers-max } with { $head-max-bytes } bytes together are sent.

## tomada-store

store-keys-lost = The key file { $path } is missing, and the database has secrets that only it opens. Nothing was changed.
    .hint = Put a copy of the file there: hosts that share a database share one key file. Without one the secrets are lost: begin with a new database.
store-keys-wrong = The key file { $path } does not belong to this database: the key { $key } is missing or another. Nothing was changed.
    .hint = Put the file back that was made with this database.
store-keys-open = Others may read the key file { $path }: its mode is { $mode }.
    .hint = Run: chmod 600 { $path }
store-no-key-file = No key file was named, so nothing can be sealed.
    .hint = Name one in the configuration.
connection-changed = Somebody else has just changed connection “{ $connection }”.
    .hint = Look at it as it is now, and change it again.
connection-exists = There is a connection “{ $connection }” already.
store-held = Another Tomada has the database open: { $path } is locked.
    .hint = One file serves one host. Stop the other one, or use PostgreSQL for several.
store-newer = The database has schema { $found }, and this version of Tomada knows schemas up to { $known }. Nothing was changed.
    .hint = Start the newer version of Tomada that wrote it, or restore a backup made before the upgrade.
store-foreign = { $path } is not a database of Tomada. Nothing was changed.
    .hint = Name another file in the settings.
store-damaged = The database { $path } is damaged.
    .hint = Keep a copy of the file, then restore the last backup. The log says what was found.
store-file = { $path } cannot be used: { $reason }.
    .hint = See that the folder exists and that Tomada's user may read and write there.
store-address = The database's address is not a PostgreSQL URL.
    .hint = Write it as postgres://user@host/database.
store-unavailable = The database did not answer as it should.
    .hint = Try again. If it stays so, the operator finds the reason in the log.
store-project-exists = There is already a project “{ $project }”.
store-id-invalid = “{ $id }” cannot be an identifier.
    .hint = Use 1 to { $max } bytes of text without control characters.

## tomada-platform

project-unknown = There is no project “{ $project }” here, or it is not open to you.
    .hint = Ask an admin of the project to add you.
role-needed = This needs the role { $needed }; yours is { $found }.
    .hint = Ask an admin of the project.

## tomada-platform: connections and secrets

integration-unknown-here = There is no integration “{ $integration }” in this installation.
connection-label = A label has 1 to { $max } characters; this has { $found }.
connection-secrets-again = The secrets would go to other addresses now: give { $names } again.
page-limit = A page holds 1 to { $max } entries; { $found } were asked for.

## tomada-platform: grants

grant-address = The address where the connection is let in is no web address.
    .hint = Correct the authorization address of the connection.
grant-redirect = The return address is no web address.
    .hint = Give it as it is registered at the service, such as https://menu.example.com/back.
grant-refused = { $host } did not grant a token: { $reason }.
    .hint = Let the connection in again.
grant-unavailable = { $host } gave no token just now.
grant-missing = Nobody has let this connection in yet, or what was granted has ended.
    .hint = Open the connection in the menu and let it in.
grant-state = This answer belongs to no question of ours, or came too late.
    .hint = Begin again from the page of the connection.
grant-not-wanted = Connection { $connection } is not one that somebody lets in at the service.
grant-grown = The connection asks for more than was granted.
    .hint = Open the connection in the menu and let it in again.

## tomada-platform: people, sessions, tokens

link-refused = This link has been used, or has ended.
    .hint = Ask for a new one. For the first sign-in, start the server again: it prints one.
sign-in-refused = E-mail address or password is wrong.
sign-in-too-often = Too many tries to sign in.
    .hint = Wait a quarter of an hour.
people-only = This is for people who have signed in.
operators-only = This is for those who run this installation.
    .hint = Ask the operator.
email-taken = Somebody else has this e-mail address.
email-not-readable = This is no e-mail address.
    .hint = Write it as name@example.com.
password-length = A password has { $min } to { $max } characters.
password-not-hashed = The password could not be kept just now.
person-unknown = There is no such person in this project.
person-herself = Nobody can remove herself or lower her own role.
    .hint = Ask another admin.
person-pending = This person has been invited by another project and has not signed in yet.
    .hint = Try again once she has, or ask the operator.
token-unknown = There is no such token in this project.
token-label = A label has 1 to { $max } characters.

## tomada-platform: the call log

call-unknown = There is no call { $run-id } in this project, or it is no longer kept.
exchange-unknown = This call has no exchange { $number }.
call-outcome = “{ $found }” is no outcome: ok, failed and the nine kinds of failure are.
call-text = A text to search for has at most { $max } characters.
page-after = This is no place in the list.
overview-times = The time must end after it begins, in 1 to { $max } slices.
replay-masked = The input of call { $run-id } was masked when it was recorded, so it cannot be sent again.

## tomada-server: the REST API

api-signed-out = This needs somebody who has signed in, or a token.
    .hint = Sign in, or send the header “Authorization: Bearer tmd_…” with a token of the project.
api-token-refused = This token does not hold.
    .hint = It may have been ended, or was not copied whole. An admin of the project can make another one.
api-cross-origin = This was asked from a page of another site, so nothing was done.
    .hint = Do it from Tomada's own pages, or use a token.
api-route-unknown = There is nothing at this address.
    .hint = /docs shows all there is.
api-method = This address does not take this method.
    .hint = The header “Allow” of this answer names those that it takes.
api-body-too-large = The body is larger than this address takes.
api-content-type = The body must be JSON.
    .hint = Send the header “Content-Type: application/json”.
api-body-invalid = The body is not as it must be: { $reason }
    .hint = /docs shows what it may hold.
api-query-invalid = The address has a parameter that cannot be read: { $reason }
api-query-unknown = This address has no parameter “{ $name }”.
    .hint = It takes: { $known }.
api-header-invalid = The header “{ $header }” must be 1 to 255 visible ASCII characters.
api-key-reused = The key of this request was used for another one before.
    .hint = Take a new key for each thing that is to be done once.
api-key-lost = The first request with this key was begun and has no answer; what came of it is not known here.
    .hint = Look whether it was done. If it was not, ask with a new key.
api-key-busy = The first request with this key is still being answered.
    .hint = Ask again in a moment.
api-version-invalid = “{ $version }” is no version requirement: { $reason }
    .hint = Write it such as ^1.2, or leave it out for the highest version.
api-out-of-bounds = “{ $name }” is { $found }; it must be { $min } to { $max }.
api-request-invalid = The request could not be read.
api-busy = There are too many requests at once.
    .hint = Try again in a moment.
api-timeout = This took too long and was given up.
    .hint = Try again, or ask for less at once.
api-internal = Tomada made a mistake.
    .hint = The log of the server says which. Give its operator the request id of this answer.

## tomada-server: pages, the frame

page-nav-integrations = Integrations
page-nav-webhook = Webhook card
page-nav-connections = Connections
page-nav-calls = Calls
page-nav-overview = Overview
page-nav-settings = Settings
page-skip = Skip to the content
page-project = Project:
page-projects-title = Projects
page-projects-all = All projects
page-keys = Keyboard
page-keys-search = Go to the search field
page-keys-arrows = Go along a list
page-keys-help = Show these keys
page-keys-escape = Close, or leave a field
page-keys-close = Close
page-accent-wrong = “{ $found }” in this address is no colour.
    .hint = Write six hexadecimal digits, such as accent=7a3cc2.
page-fault-unknown = There is nothing at this address
    .hint = Check the address, or go back to the start. What was here may have been removed.
page-fault-method = This address cannot be opened like this
    .hint = It only takes forms. Go to the start and reach it from there.
page-fault-large = That is too large
    .hint = Nothing was saved. Go back, shorten what you wrote, and send it again.
page-fault-busy = Too many people at once
    .hint = Nothing was lost. Wait a few seconds and load this page again.
page-fault-late = This took too long
    .hint = Go back and try again. If something was to be changed, look first whether it has been.
page-fault-request = This request cannot be read
    .hint = If a link led here, it is incomplete. Go back, or begin again at the start.
page-fault-broken = Tomada made a mistake
    .hint = Try again in a moment. If it stays so, give this number to whoever runs this installation.
page-fault-number = Number of the request:
page-fault-home = Go to the start
page-sign-in-title = Sign in
page-sign-in-button = Sign in
page-welcome-title = Welcome to Tomada
page-welcome-text = Choose an e-mail address and a password to sign in with from now on.
page-welcome-button = Begin
page-email = E-mail
page-password = Password
page-password-help = 12 to 200 characters. A short sentence is easy to remember.
page-nothing-title = Nothing here yet
page-nothing-text = You have no part in any project yet. Ask an admin to invite you.
page-search = Search integrations
page-search-button = Search
page-category-ai = Artificial intelligence
page-category-http = Any API
page-category-examples = Examples
page-discover-actions = { $count ->
        [one] { $count } action
       *[other] { $count } actions
    }
page-discover-reach = Reaches:
page-discover-connected = Connected
page-discover-none = No integration fits this search.
page-discover-all = Show all
page-reach-any = any public address
page-reach-setting = the address that the connection names
page-reach-input = the address that each call names
page-reach-nothing = nothing
page-integration-connect = Connect
page-integration-docs = Documentation of the service
page-integration-actions = What it can do
page-integration-action = Action
page-integration-effect = Effect
page-integration-what = What it does
page-integration-schemas = Fields, as JSON Schema
page-integration-input = Input
page-integration-output = Output
page-integration-setup = What a connection asks for
page-integration-required = required
page-integration-permissions = Permissions
page-integration-versions = Version and removal
page-integration-removal = Removing its connections removes their secrets; recorded calls stay in the log.
page-effect-read = ◯ reads
page-effect-write = ✎ changes
page-effect-destructive = ⚠ destroys
page-role-viewer = viewer
page-role-editor = editor
page-role-admin = admin
page-role-unknown = “{ $found }” is no role: viewer, editor and admin are.
page-settings-once = Shown this once: copy it now
page-settings-language = Language
page-settings-save = Save
page-settings-tokens = Tokens for programs
page-settings-tokens-text = A program sends a token as Authorization: Bearer to the REST API.
page-settings-token-name = Name of the token
page-settings-token-make = Make a token
page-settings-role = Role
page-settings-revoke = Revoke
page-settings-people = People
page-settings-remove = Remove
page-settings-invite = Invite
page-settings-operator = Retention, limits and network are set by whoever runs this installation, in its tomada.toml.
page-settings-retention = How long calls are kept
page-settings-kept-ok = Calls that went well
page-settings-kept-failed = Calls that failed
page-settings-kept-size = All calls of the project
page-settings-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
page-settings-unlimited = without a limit of size
page-settings-limits = Limits of a call
page-settings-up-to = { $usual }; up to { $most } where asked for
page-settings-total = Whole call
page-settings-connecting = Connecting
page-settings-body = Size of the answer
page-settings-retries = Tries again, at most
page-settings-network = What calls may reach
page-settings-opened = Open beside the internet
page-settings-closed = Closed
page-settings-closed-list = { $networks }, and IPv6 outside of 2000::/3
page-settings-proxy = Proxy
page-settings-none = none
page-settings-leave-title = Session
page-settings-leave = Sign out

## tomada-server: pages, integrations and connections



page-action = Action
page-action-unknown = { $integration } has no action “{ $action }”.
page-actions = Actions
page-auth-api-key = API key
    .hint = In a header, in the address or in the body.
page-auth-authorization-code = OAuth 2.0, let in by a person
    .hint = Somebody lets the connection in with her account at the service (authorization code with PKCE).
page-auth-aws-sigv4 = AWS Signature Version 4
    .hint = Signature Version 4.
page-auth-basic = User name and password
    .hint = Basic authentication.
page-auth-bearer = Bearer token
    .hint = In the Authorization header, as Bearer.
page-auth-client-credentials = OAuth 2.0 client credentials
    .hint = Client credentials: a token is fetched and renewed.
page-auth-digest = Digest
    .hint = Digest authentication.
page-auth-field-access-key-id = Access key id
page-auth-field-algorithm = Algorithm
page-auth-field-audience = Audience
page-auth-field-authorize-url = Authorization address
    .hint = Where people let the connection in.
page-auth-field-client-auth = How the client says who it is
page-auth-field-client-id = Client id
page-auth-field-content = What is signed
page-auth-field-encoding = How the signature is written
page-auth-field-expires-in = Where the lifetime is in the answer
page-auth-field-fields = Fields of the login
page-auth-field-format = How the fields are sent
page-auth-field-header = Header that carries the token
page-auth-field-headers = Headers that are set
page-auth-field-issuer = Issuer
page-auth-field-key-id = Key id
page-auth-field-name = Name of the header, parameter or field
    .hint = Such as X-Api-Key.
page-auth-field-parameters = Further parameters of the authorization address
    .hint = Such as access_type = offline.
page-auth-field-placement = Where the key goes
page-auth-field-refresh-client-auth = The same when a token is renewed
page-auth-field-refresh-url = Renewal address, if another
page-auth-field-region = Region
page-auth-field-resource = Resource
page-auth-field-scope = Scopes
page-auth-field-service = Service
page-auth-field-subject = Subject
page-auth-field-token = Where the token is in the answer
page-auth-field-token-url = Token address
page-auth-field-url = Login address
page-auth-field-username = User name
page-auth-field-value = What the header holds
page-auth-hmac = Signature (HMAC)
    .hint = Each request is signed (HMAC).
page-auth-login = A login that gives a token
    .hint = A first request gives the token.
page-auth-mtls = Client certificate
    .hint = Mutual TLS.
page-auth-none = None
    .hint = The service lets everybody in.
page-auth-service-account = Service account
    .hint = A signed assertion (JWT) is exchanged for a token.
page-back = Back to the integration
page-call-attempt = Attempt
page-call-attempts = Attempts: { $count }
page-call-bytes = { $bytes } bytes
page-call-case = Save as a test case
page-call-curl = As a cURL command
page-call-cut = Only the beginning is kept.
page-call-detail = For the log
page-call-har = Download as HAR
page-call-input = Input
page-call-log = What the integration logged
page-call-no-response = No answer came.
page-call-output = Output
page-call-parts = Parts
page-call-replay = Replay
page-call-request = Request
page-call-response = Response
page-call-waterfall = Where the time went
page-calls-all = All
page-calls-attempts = Attempts
page-calls-clear = Clear
page-calls-empty = No calls yet. Try an action, and it shows here.
page-calls-filter = Filter
page-calls-from = From (UTC)
page-calls-none = No call fits these filters.
page-calls-outcome = Outcome
page-calls-status = Status
page-calls-status-wrong = A status is a number such as 200 or 404.
page-calls-text = Text
page-calls-time = Time
page-calls-time-wrong = “{ $found }” is no time; write it as 2026-11-24T18:30.
page-calls-title = Calls
page-calls-to = To (UTC)
page-calls-took = Took
page-card-anonymous = without a credential
page-card-answer = The answer
page-card-answer-body = Body
page-card-as = Read the answer as
page-card-as-auto = as what it is
page-card-as-base64 = bytes
page-card-as-csv = table (CSV)
page-card-as-form = form fields
page-card-as-html = web page
page-card-as-json = JSON
page-card-as-jsonl = JSON on each line
page-card-as-text = text
page-card-as-xml = XML
page-card-authenticated = with the connection’s credential
page-card-base64 = Bytes in base64
page-card-body-base64 = bytes
page-card-body-form = form
page-card-body-json = JSON
page-card-body-max-bytes = Largest answer in bytes
    .hint = 262,144 unless you say otherwise; 10,485,760 at most.
page-card-body-multipart = multipart
page-card-body-none = none
page-card-body-text = text
page-card-body-xml = XML
page-card-bytes-max = Most bytes of all pages
    .hint = 4,194,304 unless you say otherwise.
page-card-call = Call
page-card-charset = Character set
    .hint = Only if the service names none or a wrong one, such as iso-8859-1.
page-card-connect = Make a connection for a credential
page-card-connection-help = The credential goes along only to the base address of its connection.
page-card-content-type = Content type
page-card-credential-note = The command holds a secret. It is not put into the card: store it in a connection.
page-card-csv = Table
page-card-curl = Paste a cURL command
page-card-curl-fill = Fill the card
page-card-curl-help = The command is not kept. JSON of a card can be pasted here, too.
page-card-curl-label = cURL command
page-card-cursor-at = Where the cursor is in the answer
    .hint = As JMESPath, such as meta.next_cursor.
page-card-cut = The answer was larger than it may be: this is its beginning. Allow more under Reliability.
page-card-delimiter = What divides cells
page-card-empty = Fill in the address, then look at the request before it is sent.
page-card-fail-on-status = A status other than 2xx is a failure
page-card-file = Take it from a file:
page-card-file-large = This file is larger than 2 MB.
page-card-file-name = File name
page-card-first = First one
page-card-form = Fields of the form
page-card-from-connection = from the connection
page-card-from-egress = added when it is sent
page-card-from-request = from the card
page-card-has-more = What says that there is more
    .hint = As JMESPath, such as meta.has_more.
page-card-header = The first row names the columns
page-card-idempotency-key = Idempotency key
    .hint = A template, or auto.
page-card-items = Where the items of a page are
    .hint = As JMESPath, such as data.items; @ if the whole answer is the list.
page-card-items-max = Most items
page-card-json = JSON
page-card-keep = What becomes of the pages
page-card-keep-items = one list of all items
page-card-keep-pages = each page whole
page-card-kind = Kind
page-card-link = Link that opens the card like this
page-card-link-at = Where the link is in the answer
    .hint = As JMESPath, such as links.next.
page-card-lists = Elements that are always lists
    .hint = Paths such as order.items.item.
page-card-map = One value only (JMESPath)
    .hint = Instead of several values: one expression, such as items[].name.
page-card-map-twice = Write one expression or several values, not both.
page-card-mapped = What the mapping gives
page-card-members = Values of the answer
    .hint = Each value has a name of your own, and a JMESPath expression that leads to it.
page-card-method = Method
page-card-namespaces = Prefixes of namespaces
page-card-no-answer = Call, and the answer is here. Then choose the values that your flow needs.
page-card-notes = Notes
page-card-of-credential = credential
page-card-of-default = default value
page-card-of-page = page
page-card-of-variable = variable
page-card-pages-complete = That is all.
page-card-pages-cursor = cursor
    .hint = Put {"{{"} page.cursor | default('', true) {"}}"} where the service expects it.
page-card-pages-link = link in the answer
page-card-pages-link-header = Link header
page-card-pages-max = Most pages
    .hint = 20 unless you say otherwise.
page-card-pages-none = one page
page-card-pages-number = page number
    .hint = Put {"{{"} page.number {"}}"} where the service expects it.
page-card-pages-offset = offset
    .hint = Put {"{{"} page.offset {"}}"} where the service expects it.
page-card-pages-read = Pages read: { $pages }; items: { $items }.
page-card-part-base64 = File or bytes in base64
    .hint = Instead of a text.
page-card-part-text = Text
page-card-parts = Parts
page-card-pick = Choose a value to add it to the mapping.
page-card-preview = Preview
page-card-preview-title = What will be sent
page-card-redirects = Redirects that are followed
    .hint = None unless you say otherwise; 3 at most.
page-card-repeatable = Sending it twice does no harm
    .hint = Then it is sent again even if the service may have received it.
page-card-rest = Everything else about this answer
page-card-retries = Retries
    .hint = 2 unless you say otherwise; 5 at most.
page-card-save = Keep or share this card
page-card-save-help = This is the input of the action “call”, with everything that is typed here. Do not write secrets into the card: they belong into a connection.
page-card-size = Items of a full page
    .hint = A page with fewer is the last one.
page-card-stopped-bad-link = Stopped: the link to the next page is no address.
page-card-stopped-bad-page = Stopped: a later page is not what was asked for.
page-card-stopped-bytes-max = Stopped: as many bytes as may be were read.
page-card-stopped-deadline = Stopped: there was no time left for another page.
page-card-stopped-failure = Stopped: a later page did not come.
page-card-stopped-items-max = Stopped: as many items as may be were read.
page-card-stopped-loop = Stopped: the next page had been read already.
page-card-stopped-no-progress = Stopped: the service gave nothing new.
page-card-stopped-other-origin = Stopped: the next page is on another server, where it is not followed.
page-card-stopped-pages-max = Stopped: as many pages as may be were read.
page-card-stopped-status = Stopped: a later page was answered with an error.
page-card-tab-body = Body
page-card-tab-context = Variables
    .hint = Values to try with. In your flow, the flow gives them. Each is written as {"{{"} context.name {"}}"} in a field.
page-card-tab-credential = Credential
page-card-tab-headers = Headers
page-card-tab-pages = Pages
page-card-tab-query = Query
page-card-tab-reliability = Reliability
page-card-tab-response = Response
page-card-text = Text
page-card-timeout-ms = Time limit in milliseconds
    .hint = 15,000 unless you say otherwise; 300,000 at most.
page-card-title = Webhook card
page-card-try-map = Try the mapping
page-card-try-map-help = On the last answer, without another call.
page-card-url = Address
page-card-values = Values and where they come from
page-card-way = How the next page is found
page-card-wrong = to correct
page-card-xml = XML
page-card-xml-options = XML
page-connect-again = Connection to { $integration }
page-connect-auth = How calls are authenticated
page-connect-default = Use it where no connection is named
page-connect-keep = Keep it although its test failed
page-connect-label = Name of the connection
    .hint = What people call it in lists.
page-connect-save = Test and save
page-connect-saved = Saved. How the connection is stands below.
page-connect-title = Connect { $integration }
page-connection = Connection
page-connections-calls = Its calls
page-connections-default = default
page-connections-discover = Discover integrations
page-connections-empty = Nothing is connected yet. Choose an integration and connect it.
page-connections-health = Health
page-connections-label = Name
page-connections-runs = Runs in 7 days: { $count }
page-connections-since = changed { $when }
page-connections-test = Test
page-connections-title = Connections
page-connections-usage = Usage
page-connections-used = last used { $when }
page-copied = Copied.
page-copy = Copy
page-disconnect = Remove
page-disconnect-confirm = Remove it
page-disconnect-default = It is the default: runs that name no connection will have none until you choose another.
page-disconnect-depends = Whatever uses it will fail from now on. It had { $count } runs in the last 7 days.
page-disconnect-gone = Its secrets are removed for good. Recorded calls stay in the log.
page-disconnect-title = Remove “{ $label }”?
page-form-add = Add a row
page-form-choice = Choose one of the values.
page-form-errors = Fields to correct: { $count }
page-form-integer = Write a whole number.
page-form-json = This is not JSON.
page-form-json-help = Written as JSON.
page-form-more = More fields
page-form-name = Name
page-form-needed = This is needed.
page-form-no = No
page-form-number = Write a number.
page-form-required = required
page-form-twice = This name stands here twice.
page-form-unset = not set
page-form-value = Value
page-form-yes = Yes
page-grant-begin = Let it in at { $host }
page-grant-grown = The connection asks for more than it was allowed at { $host }: somebody has to let it in again.
page-grant-held = Somebody has let this connection in at { $host }.
page-grant-missing = This connection works once somebody has let it in at { $host }, with her account there.
page-grant-redirect = Register this return address at the service:
page-health-broken = ✕ broken
page-health-degraded = ! degraded
page-health-healthy = ✓ healthy
page-health-untested = ○ untested
page-integration = Integration
page-integration-unknown = There is no integration “{ $integration }” in this installation.
page-next = Next page
page-origin-connection = the connection's credential, not shown
page-origin-default = the default of “{ $name }”
page-origin-egress = added when it is sent
page-origin-field = from the field “{ $name }”
page-origin-setting = from the connection's “{ $name }”
page-outcome-failed = failed
page-outcome-ok = ok
page-overview-day = 24 hours
page-overview-empty = No runs in this time.
page-overview-runs = Runs
page-overview-summary = { $runs } runs, { $failed } failed; the slowest slice has p95 { $slow }.
page-overview-table = As a table
page-overview-title = Overview
page-overview-week = 7 days
page-part-body = body
page-part-connect = connect
page-part-resolve = resolve
page-part-tls = TLS
page-part-wait = wait
page-replay-after = Now
page-replay-at = Place
page-replay-before = Before
page-replay-differs = Places that differ: { $count }
page-replay-new = The new call
page-replay-old = The old call
page-replay-same = The output is the same.
page-replay-title = Replay
page-secret-again = Secrets must be typed again: they are never shown.
page-secret-certificate = Certificate (PEM)
page-secret-client-secret = Client secret
page-secret-help = It is stored sealed and never shown again.
page-secret-key = API key
page-secret-password = Password
page-secret-private-key = Private key (PEM)
page-secret-secret = Shared secret
page-secret-secret-access-key = Secret access key
page-secret-session-token = Session token
page-secret-set = Set on { $when } by { $who }. Leave it empty to keep it.
page-secret-token = Token
page-tested-edit = Change the connection
page-tested-well = The test went well.
page-time-days = { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
page-time-hours = { $count } h ago
page-time-minutes = { $count } min ago
page-time-now = just now
page-tree-more = There is more: the rest is in the call log.
page-trouble-call = Look at the call
page-trouble-who = Who must act: { $who }
page-try-connect = Connect
page-try-empty = Nothing has been run yet.
page-try-json = As JSON
page-try-no-connection = The default connection
page-try-origins = Where the values come from
page-try-result = Result
page-try-run = Run
page-try-run-id = The call's name
page-try-running = Running…
page-try-show = Show the request
page-try-shown = The request, not sent
page-try-silent = The action ends without calling a service: there is no request to show.
page-try-stop = Stop
page-try-stopped = Stopped. What was sent before cannot be taken back; the call log tells how it ended.
page-try-unreached = Tomada did not answer. What was typed is still here: run it again when it is back.
page-try-unsent = Nothing was sent. An action that calls more than once is shown up to its first call.

## tomada-server: pages, the call log

page-calls-live = Live
page-calls-again = Connecting…
page-calls-paused = Paused
page-calls-pause = Pause
page-calls-resume = Resume
page-calls-waiting = New calls waiting: { $count }

## tomada-cli: the server and its configuration
cli-config = The tomada.toml to use; also from TOMADA_CONFIG; without it, the one in this folder, if there is one
cli-data = The folder of the installation's data; without it, what the configuration says, or ./data
cli-value-address = ADDRESS:PORT
cli-serve-about = Runs the server: the Integrations menu, the REST API, the call log
cli-serve-after = 
    Examples:
      tomada serve
      tomada serve --listen 127.0.0.1:9000 --data /var/lib/tomada
cli-serve-listen = Where to listen, such as 127.0.0.1:8080; port 0 takes a free one
cli-serve-listening = Tomada is at { $url }. Its data is in { $data }.
cli-serve-sign-in = Sign in with this link, which works once:
cli-serve-broken = The server could not go on: { $reason }.
    .hint = Start it again; the log says what came before.
cli-serve-closing = The server is ending and takes nothing new.
    .hint = Ask again in a moment: another one may have taken over, or this one is being started again.
cli-listen-taken = Something else listens at { $address } already.
    .hint = Choose another port with --listen, or end the other program.
cli-listen-refused = The server cannot listen at { $address }: { $reason }.
    .hint = Choose an address of this machine with --listen.
cli-socket-held = A server answers at { $path } already.
    .hint = End it first, or choose another folder with --data.
cli-socket-refused = The local socket { $path } cannot be made: { $reason }.
    .hint = Choose a folder that you may write to, with a path of at most 80 letters, with --data.
cli-data-refused = The data folder { $path } cannot be made: { $reason }.
    .hint = Choose a folder that you may write to with --data.
cli-config-about = Looks at the configuration, which is in tomada.toml
cli-config-after = 
    Examples:
      tomada config check
      tomada config show --documented > tomada.toml
cli-config-check-about = Says whether the configuration can be used
cli-config-check-after = 
    Examples:
      tomada config check
      tomada config check --config /etc/tomada.toml
cli-config-show-about = Shows what holds and from where; secrets are left out
cli-config-show-after = 
    Examples:
      tomada config show
      tomada config show --documented > tomada.toml
cli-config-show-documented = Shows a tomada.toml with every key, its meaning and its default instead
cli-config-good = The configuration can be used.
cli-config-reference = What a Tomada installation can be told. Every key stands here with its default, or with an example where there is none. A flag wins over the environment, the environment over this file, this file over the default.
cli-config-variable = From the environment: { $variable }
cli-config-unreadable = The configuration { $path } cannot be read: { $reason }.
cli-config-not-toml = { $place } is not TOML: { $reason }.
    .hint = Write KEY = "VALUE" lines; tomada config show --documented shows all of them.
cli-config-key-unknown = { $place }: there is no key “{ $found }”.
    .hint = tomada config show --documented shows all of them.
cli-config-key-misspelt = { $place }: there is no key “{ $found }”.
    .hint = Did you mean { $nearest }?
cli-config-wants-address = { $place }: { $key } is not an address with a port.
    .hint = Write it as "127.0.0.1:8080" or "[::1]:8080".
cli-config-wants-folder = { $place }: { $key } is not a folder's path.
    .hint = Write it as "./data" or "/var/lib/tomada".
cli-config-wants-url = { $place }: { $key } is not an http or https address without a path.
    .hint = Write it as "https://tomada.example.com".
cli-config-wants-origins = { $place }: { $key } is not a list of http or https addresses without a path.
    .hint = Write it as ["https://app.example.com"].
cli-config-wants-journal = { $place }: { $key } is neither "committed" nor "async".
cli-config-wants-database = { $place }: { $key } is not the address of a PostgreSQL database.
    .hint = Write it as "postgres://user@host/database".
cli-config-wants-days = { $place }: { $key } is not a whole number of days from 1 to 3650.
cli-config-wants-mib = { $place }: { $key } is not a whole number of MiB; 0 means no limit.
cli-config-wants-minutes = { $place }: { $key } is not a whole number of minutes from 0 to 10080; 0 means never.
cli-config-wants-openings = { $place }: { $key } is not a list of networks with a port.
    .hint = Write it as ["127.0.0.1/32:8080", "[fd00::/8]:443"].
cli-config-wants-proxy = { $place }: { $key } is not the address of a proxy.
    .hint = Write it as "http://host:port", "https://host:port" or "socks5h://host:port".
cli-config-wants-word = { $place }: { $key } is not a word of 16 to 255 visible ASCII characters.
    .hint = Make one with: openssl rand -hex 32
cli-config-wants-format = { $place }: { $key } is neither "text" nor "json".
cli-config-wants-level = { $place }: { $key } is not one of "error", "warn", "info", "debug" and "trace".
cli-key-listen = Where people and programs come in. Without a reverse proxy that speaks TLS in front of it, only addresses of this machine are safe.
cli-key-data = The folder of the database tomada.db, the key file tomada.key and the local socket tomada.sock, from the folder where the server is started. Whoever has it has everything.
cli-key-public-url = The address that people reach the server by, for links and cookies. Without it, the one that it listens at.
cli-key-embed-origins = Origins whose pages may show the menu in a frame, at addresses with ?embed=1. Where public_url begins with https, people stay signed in within frames of other sites too, in each site apart; without https only in frames of the same site.
cli-key-journal = When a run is answered: "committed", after its row is on the disk, or "async", at once. With "async" a crash or a loss of power loses the log of the last moments, of runs that have been answered already.
cli-key-database-url = A PostgreSQL database in place of the file tomada.db. The database must exist, and its user own it.
cli-key-retention-ok-days = How many days calls that went well are kept in the call log.
cli-key-retention-failed-days = How many days calls that failed are kept in the call log.
cli-key-retention-max-mib = How large the call log of one project may grow, in MiB; the oldest calls go first. 0 means no limit.
cli-key-health-probe-every-minutes = After how many minutes without a call a connection is tested by the server itself, so that people learn in time that it is broken. Only tests that change nothing are made, and none with a credential that was refused. 0 means never.
cli-key-egress-allow = Networks and ports that calls may reach beside the public internet. Whatever is opened here, every project can reach; the server's own port stays closed.
cli-key-egress-proxy = The proxy that all calls go by. HTTP_PROXY and the like are ignored.
cli-key-log-format = How the log on stderr is written: "text" for people, "json" for programs.
cli-key-log-level = How much the log tells: "error", "warn", "info", "debug" or "trace".
cli-key-telemetry-otlp-endpoint = Where traces go, by OpenTelemetry's OTLP over HTTP.
cli-key-metrics-token = The word by which a monitoring system reads /metrics, sent as a bearer token. Without it, only operators read them.
cli-connect-about = Connects an integration to a project, kept once its test has gone well
cli-connect-after = 
    Examples:
      tomada connect chatgpt --secret token=@key
      tomada connect webhook --label Shop --keep-if-broken
cli-connections-about = Looks at a project's connections, tests one, or removes it
cli-connections-after = 
    Examples:
      tomada connections
      tomada connections ID --test
cli-log-about = Looks at a project's call log, follows it, or shows one call
cli-log-after = 
    Examples:
      tomada log --outcome failed --from 2026-11-24T00:00:00Z
      tomada log --follow
      tomada log RUN --curl
cli-replay-about = Makes a recorded call again and says where its answer differs
cli-replay-after = 
    Examples:
      tomada replay RUN
cli-tokens-about = Looks at a project's tokens for programs, makes one, or ends one
cli-tokens-after = 
    Examples:
      tomada tokens
      tomada tokens --create shop --role editor
cli-projects-about = Looks at the projects, or makes one
cli-projects-after = 
    Examples:
      tomada projects
      tomada projects --create shop --name Shop
cli-backup-about = Copies the database into one file, while the server runs
cli-backup-after = 
    Examples:
      tomada backup tomada-2026-11-24.db
cli-restore-about = Puts a backup in place of a database that is not there
cli-restore-after = 
    Examples:
      tomada restore tomada-2026-11-24.db --data /var/lib/tomada
cli-project = The project; main if absent
cli-value-project = PROJECT
cli-value-label = NAME
cli-value-run = RUN
cli-value-outcome = OUTCOME
cli-value-number = NUMBER
cli-value-time = TIME
cli-value-text = TEXT
cli-value-role = ROLE
cli-value-not-a-number = “{ $found }” is no value of { $argument }: a whole number is accepted.
cli-not-a-time = “{ $found }” is no value of { $argument }: a time is accepted.
    .hint = Write it as 2026-11-24T19:00:00Z.
cli-no-data = There is no installation in { $path }.
    .hint = Start one with tomada serve, or say where it is with --data.
cli-door-broken = The installation did not answer as it should: { $reason }.
    .hint = Try again; the server's log says more.
cli-secret-not-text = The secret “{ $name }” is not text.
cli-connect-integration = The integration, such as chatgpt
cli-connect-label = What people call the connection; the integration's id if absent
cli-connect-settings = A setting; may be repeated
cli-connect-auth = How calls are authenticated, where the integration leaves that to the connection
cli-connect-secrets = A secret, from a file or an environment variable, never from the command line; may be repeated
cli-connect-default = Makes it the one that runs take which name none
cli-connect-keep-if-broken = Keeps it although its test fails
cli-connect-made = The connection “{ $label }” is made: { $id }
cli-connect-broken = Its test failed: { $why }
cli-connections-connection = A connection's id; shows all of it
cli-connections-integration = Only those of this integration
cli-connections-test = Runs the test of the connection
cli-connections-remove = Removes the connection and its secrets; its calls stay in the log
cli-connections-tested = The test went well.
cli-connections-removed = The connection { $id } is removed.
cli-connections-id = ID
cli-connections-label = NAME
cli-connections-integration-name = INTEGRATION
cli-connections-health = HEALTH
cli-connections-used = LAST USED
cli-log-run = A run's id; shows all of the call
cli-log-follow = Goes on with each call that is made, until it is stopped
cli-log-integration = Only calls of this integration
cli-log-action = Only calls of this action
cli-log-connection = Only calls with this connection
cli-log-outcome = Only calls that came out so: ok, failed, or a kind of failure such as unauthorized
cli-log-status = Only calls whose last exchange was answered with this status
cli-log-from = Only calls from this time on, such as 2026-11-24T19:00:00Z
cli-log-to = Only calls before this time
cli-log-text = Only calls that hold this text
cli-log-limit = How many at most, 1 to 200; 50 if absent
cli-log-curl = Gives an exchange of the call as a cURL command, with variables for what is masked; the first if no number is given
cli-log-har = Gives the call as an HTTP archive (HAR 1.2)
cli-log-lost = Some calls were left out: this terminal was too slow.
cli-log-time = TIME
cli-log-outcome-name = OUTCOME
cli-log-status-name = STATUS
cli-log-what = CALL
cli-log-took = TOOK
cli-log-run-name = RUN
cli-replay-run = The run's id
cli-replay-made = The call was made again as run { $run }.
cli-replay-same = Its answer is the same.
cli-tokens-create = Makes a token of this name, and shows it this once
cli-tokens-role = What the new token allows: viewer, editor or admin; viewer if absent
cli-tokens-revoke = Ends the token with this id
cli-tokens-made = The token, which is not shown again:
cli-tokens-revoked = The token { $id } has ended.
cli-tokens-id = ID
cli-tokens-label = NAME
cli-tokens-role-name = ROLE
cli-tokens-created = CREATED
cli-tokens-used = LAST USED
cli-projects-create = Makes a project with this id
cli-projects-name = What people call the new project; its id if absent
cli-projects-made = The project { $id } is made.
cli-projects-id = ID
cli-projects-label = NAME
cli-backup-file = The file to make; one that is there is not overwritten
cli-backup-made = { $path } holds the database ({ $bytes } bytes) and has been checked. Its secrets are sealed: keep { $key } safe as well, in another place.
cli-backup-postgres = The data is in a PostgreSQL database, which has better tools of its own.
    .hint = Use pg_dump --format=custom, which reads one state of the database while the server runs; keep the key file as well.
cli-restore-file = The backup
cli-restore-made = The backup is in place as { $path } ({ $bytes } bytes) and has been checked. Put the key file that belongs to it at { $key } before the server starts.
cli-restore-there = There is a database at { $path } already; nothing is overwritten.
    .hint = Move it away, or choose another folder with --data.
cli-restore-postgres = The data is in a PostgreSQL database, which has better tools of its own.
    .hint = Use pg_restore into an empty database.
cli-telemetry-refused = Traces cannot go to { $endpoint }: { $reason }.
    .hint = Set telemetry.otlp_endpoint to the address of an OpenTelemetry collector, or leave it out.
cli-keys-about = Looks after the keys that seal the secrets
cli-keys-after = 
    Examples:
      tomada keys rotate
cli-keys-rotate-about = Makes a new key in the key file and seals the projects' keys with it, while the server runs
cli-keys-rotate-after = 
    Examples:
      tomada keys rotate
      tomada keys rotate --data /var/lib/tomada
cli-keys-rotated = There is a new key; { $number } keys of projects are sealed with it. Keep a copy of the new key file: backups from now on need it.
