/* What every hostile plugin here stands on: a correct entry table, one correct instance, and counters that judge the
 * host in return. Each theme (operation.c, bytes.c, ...) adds actions that break one rule each.
 *
 * A theme ends with its tables, and the tests read the names of its actions from these lines:
 *
 *     static const struct action actions[] = { ACTION(null_with_length), CALL(poll_null), STREAM(never_ends) };
 *
 * ACTION: what `poll` does.  CALL: what `call` does.  STREAM: what `poll_next` does. Beside its own, every plugin has
 * the action `report`, which answers the counters, and `echo`, which answers its input: the healthy neighbour.
 *
 * Nothing is freed: a run that was dropped is kept, so that a second drop or a late poll is seen and counted instead
 * of being undefined. These plugins link with nothing of the project but the header. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "tomada.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------------- what was counted */

/* One row for each counter; `report` answers them by these names. The first block must be zero at all times. */
#define COUNTERS(ROW)                                                                                          \
    ROW(polled_after_end)           /* the host polled what had answered */                                    \
    ROW(polled_after_drop)          /* the host polled what it had dropped */                                  \
    ROW(dropped_twice)              /* the host dropped one operation twice */                                 \
    ROW(released_twice)             /* the host released one buffer twice */                                   \
    ROW(destroyed_with_live_runs)   /* the host destroyed an instance before its operations */                 \
    ROW(destroyed_twice)            /* the host destroyed one instance twice */                                \
    ROW(malformed_calls)            /* the host left a fact of the call out */                                 \
    ROW(inits)                                                                                                 \
    ROW(creates)                                                                                               \
    ROW(destroys)                                                                                              \
    ROW(deinits)                                                                                               \
    ROW(runs)                                                                                                  \
    ROW(drops)                                                                                                 \
    ROW(polls)                                                                                                 \
    ROW(given)                                                                                                 \
    ROW(released)                                                                                              \
    ROW(noted)                      /* whatever a case wants to remember for a later action */

#define AS_FIELD(name) atomic_long name;
static struct counters {
    COUNTERS(AS_FIELD)
} counters;

static void count(atomic_long *counter) { atomic_fetch_add(counter, 1); }

/* ---------------------------------------------------------------------------------------------------- the host */

static const TomadaHostV1 *host;
static const TomadaHttpTable *host_http;
static const TomadaTimeTable *host_time;
static const TomadaLogTable *host_log;
static const TomadaStateTable *host_state;
static const TomadaEmitTable *host_emit;
static const TomadaRandomTable *host_random;

static TomadaSlice text(const char *words) { return (TomadaSlice){(const uint8_t *)words, strlen(words)}; }

/* Not every theme uses every helper. */
#define MAY_BE_UNUSED __attribute__((unused))

/* --------------------------------------------------------------------------------------------------- a run */

struct instance {
    atomic_long live_runs;
    atomic_int destroyed;
};

struct run;
typedef int32_t step(struct run *run, const TomadaWaker *waker, TomadaBuf *out);

struct run {
    step *step;
    void (*on_drop)(struct run *run);
    struct instance *instance;
    uint64_t call;
    long number; /* the input, if it is a number */
    char *input;
    size_t input_len;
    char *settings; /* of the connection, with a NUL behind */
    int ended, dropped;
    long polls;       /* of this run */
    uint64_t handle;  /* of a host operation in flight */
    long phase, total;
    TomadaWaker waker; /* an owned copy */
    int has_waker;
};

static MAY_BE_UNUSED void keep_waker(struct run *run, const TomadaWaker *waker) {
    if (run->has_waker) run->waker.table->drop(run->waker.data);
    waker->table->clone(waker->data, &run->waker);
    run->has_waker = 1;
}

/* ----------------------------------------------------------------------------------------------- given bytes */

/* Stands behind `owner`: a buffer that counts its releases and is never freed. */
struct given {
    atomic_int releases;
};

static void release_counted(void *owner, uint8_t *ptr, size_t len) {
    struct given *given = owner;
    (void)ptr, (void)len;
    if (atomic_fetch_add(&given->releases, 1)) count(&counters.released_twice);
    count(&counters.released);
}

/* A buffer of any pointer and length, with a release that counts. */
static MAY_BE_UNUSED TomadaBuf give(const void *ptr, size_t len) {
    count(&counters.given);
    return (TomadaBuf){(uint8_t *)ptr, len, calloc(1, sizeof(struct given)), release_counted};
}

static MAY_BE_UNUSED int32_t answer_bytes(TomadaBuf *out, const void *bytes, size_t len) {
    char *copy = malloc(len + 1);
    memcpy(copy, bytes, len);
    *out = give(copy, len);
    return TOMADA_OK;
}

static MAY_BE_UNUSED int32_t answer_text(TomadaBuf *out, const char *words) {
    return answer_bytes(out, words, strlen(words));
}

static MAY_BE_UNUSED int32_t answer_number(TomadaBuf *out, long number) {
    char words[32];
    return answer_bytes(out, words, (size_t)snprintf(words, sizeof words, "%ld", number));
}

static MAY_BE_UNUSED int32_t fail(TomadaBuf *out, const char *json) {
    answer_text(out, json);
    return TOMADA_FAILED;
}

/* Answers the status that the host gave: `-7`. What the host wrote into a buffer goes back to it. */
static MAY_BE_UNUSED int32_t answer_status(TomadaBuf *out, int32_t status, TomadaBuf *from_host) {
    if (from_host && from_host->release) from_host->release(from_host->owner, from_host->ptr, from_host->len);
    return answer_number(out, status);
}

/* -------------------------------------------------------------------------------------- what every theme has */

#define AS_FORMAT(name) ",\"" #name "\":%ld"
#define AS_ARGUMENT(name) , atomic_load(&counters.name)
static int32_t report(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    char words[1024];
    (void)run, (void)waker;
    snprintf(words, sizeof words, "{\"plugin\":\"hostile\"" COUNTERS(AS_FORMAT) "}" COUNTERS(AS_ARGUMENT));
    return answer_text(out, words);
}

static int32_t echo(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    return answer_bytes(out, run->input, run->input_len);
}

typedef int32_t call_step(struct run *run, TomadaOperation *out);
struct action {
    const char *name;
    step *poll;
    call_step *call;
    step *poll_next;
};
#define ACTION(name) {#name, name, NULL, NULL}
#define CALL(name) {#name, NULL, name, NULL}
#define STREAM(name) {#name, NULL, NULL, name}

static const struct action common[] = {ACTION(report), ACTION(echo)};

static const struct action *find(const struct action *table, size_t len, TomadaSlice name) {
    for (size_t index = 0; index < len; index++)
        if (strlen(table[index].name) == name.len && !memcmp(table[index].name, name.ptr, name.len))
            return &table[index];
    return NULL;
}

static const struct action *find_in_theme(TomadaSlice name); /* see ENTRY */

static int32_t poll_run(void *state, const TomadaWaker *waker, TomadaBuf *out) {
    struct run *run = state;
    count(&counters.polls);
    if (run->ended) count(&counters.polled_after_end);
    if (run->dropped) count(&counters.polled_after_drop);
    run->polls++;
    return run->step(run, waker, out);
}

static int32_t poll_operation(void *state, const TomadaWaker *waker, TomadaBuf *out) {
    int32_t status = poll_run(state, waker, out);
    if (status != TOMADA_PENDING) ((struct run *)state)->ended = 1;
    return status;
}

static int32_t poll_stream(void *state, const TomadaWaker *waker, TomadaBuf *out) {
    int32_t status = poll_run(state, waker, out);
    if (status != TOMADA_PENDING && status != TOMADA_OK) ((struct run *)state)->ended = 1;
    return status;
}

static void drop_run(void *state) {
    struct run *run = state;
    if (run->dropped++) count(&counters.dropped_twice);
    count(&counters.drops);
    if (run->on_drop) run->on_drop(run);
    if (run->has_waker) run->waker.table->drop(run->waker.data);
    run->has_waker = 0;
    atomic_fetch_sub(&run->instance->live_runs, 1);
}

static const TomadaOperationTable operation_table = {sizeof operation_table, 0, poll_operation, drop_run};
static const TomadaStreamTable stream_table = {sizeof stream_table, 0, poll_stream, drop_run};

static char *copy_text(TomadaSlice slice) {
    char *copy = malloc(slice.len + 1);
    if (slice.len) memcpy(copy, slice.ptr, slice.len);
    copy[slice.len] = 0;
    return copy;
}

static struct run *make_run(struct instance *instance, const TomadaCall *call, TomadaSlice input) {
    struct run *run = calloc(1, sizeof *run);
    run->instance = instance;
    run->call = call->call;
    run->input = copy_text(input);
    run->input_len = input.len;
    run->number = strtol(run->input, NULL, 10);
    run->settings = copy_text(call->settings);
    if (call->struct_size < sizeof *call || !call->call || !call->run_id.len) count(&counters.malformed_calls);
    count(&counters.runs);
    atomic_fetch_add(&instance->live_runs, 1);
    return run;
}

static int32_t instance_call(void *state, const TomadaCall *call, TomadaSlice name, TomadaSlice input,
                             TomadaOperation *out) {
    const struct action *action = find(common, 2, name);
    if (!action) action = find_in_theme(name);
    if (!action || action->poll_next) return TOMADA_UNSUPPORTED;
    struct run *run = make_run(state, call, input);
    run->step = action->poll;
    if (!action->call) {
        *out = (TomadaOperation){run, &operation_table};
        return TOMADA_OK;
    }
    int32_t status = action->call(run, out);
    if (!out->table) drop_run(run); /* the host cannot */
    return status;
}

static int32_t instance_stream(void *state, const TomadaCall *call, TomadaSlice name, TomadaSlice input,
                               TomadaStream *out) {
    const struct action *action = find_in_theme(name);
    if (!action || !action->poll_next) return TOMADA_UNSUPPORTED;
    struct run *run = make_run(state, call, input);
    run->step = action->poll_next;
    *out = (TomadaStream){run, &stream_table};
    return TOMADA_OK;
}

static void instance_destroy(void *state) {
    struct instance *instance = state;
    if (atomic_fetch_add(&instance->destroyed, 1)) count(&counters.destroyed_twice);
    if (atomic_load(&instance->live_runs)) count(&counters.destroyed_with_live_runs);
    count(&counters.destroys);
}

static const TomadaInstanceTable instance_table = {sizeof instance_table, 0, instance_call, instance_stream,
                                                   instance_destroy};

/* ----------------------------------------------------------------------------------------------------- entry */

static MAY_BE_UNUSED int32_t init(const TomadaHostV1 *given_host, void **plugin, TomadaBuf *error) {
    (void)error;
    count(&counters.inits);
    host = given_host;
    host_http = host->get_extension(host->host, text(TOMADA_EXTENSION_HTTP));
    host_time = host->get_extension(host->host, text(TOMADA_EXTENSION_TIME));
    host_log = host->get_extension(host->host, text(TOMADA_EXTENSION_LOG));
    host_state = host->get_extension(host->host, text(TOMADA_EXTENSION_STATE));
    host_emit = host->get_extension(host->host, text(TOMADA_EXTENSION_EMIT));
    host_random = host->get_extension(host->host, text(TOMADA_EXTENSION_RANDOM));
    *plugin = &counters;
    return TOMADA_OK;
}

static MAY_BE_UNUSED int32_t create(void *plugin, TomadaSlice configuration, TomadaInstance *out, TomadaBuf *error) {
    (void)plugin, (void)configuration, (void)error;
    count(&counters.creates);
    *out = (TomadaInstance){calloc(1, sizeof(struct instance)), &instance_table};
    return TOMADA_OK;
}

static MAY_BE_UNUSED void deinit(void *plugin) {
    (void)plugin;
    count(&counters.deinits);
}

/* The section's bytes, written by the tests for each plugin: header, then JSON. */
TOMADA_MANIFEST static const uint8_t manifest[] = {
#include MANIFEST_INC
};

/* A theme that keeps the entry's rules says ENTRY and is done. */
#define ENTRY(table)                                                                                           \
    static const struct action *find_in_theme(TomadaSlice name) {                                              \
        return find(table, sizeof table / sizeof *table, name);                                                \
    }                                                                                                          \
    TOMADA_EXPORT const TomadaPluginV1 tomada_plugin_v1 = {                                                    \
        TOMADA_MAGIC, TOMADA_MAJOR, TOMADA_MINOR, sizeof tomada_plugin_v1, 0, {manifest, sizeof manifest},     \
        init,         create,       deinit,       NULL,                                                        \
    }

#endif
