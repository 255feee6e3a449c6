/* A whole plugin in C, without Rust and without the SDK: an action that answers at once, one that makes an HTTP call
 * through the host, and one that streams. Read it from the bottom: entry, instance, then the three actions.
 *
 * Build it with any C11 compiler, as a library that exports nothing but its entry:
 *
 *     cc -std=c11 -shared -fPIC -O2 -fvisibility=hidden -I crates/tomada-abi/include echo_plugin.c -o libecho_c.so
 *
 * It includes `manifest.inc`, the bytes of the manifest section as numbers separated by commas. They are a header of
 * 32 bytes (16 bytes TOMADA_SECTION_MAGIC, then four little-endian integers of 32 bits: TOMADA_SECTION_FORMAT, the
 * length of the JSON, its CRC-32 as gzip computes it, zero), and then the JSON itself:
 *
 *     {"build": {"triple": "x86_64-unknown-linux-gnu", "panic": "none", "compiler": "cc", "major": 1, "minor": 0,
 *                "requires": ["tomada.http/1"]},
 *      "manifest": ... what manifest.json says ...}
 *
 * `panic` is "none": C has no panics that could be contained or not. In this repository
 * `tests/it/c_plugin.rs` writes the file from manifest.json; three lines of any script language do the same.
 *
 * The rule that the whole file keeps: nothing blocks. What takes time is started, polled and, when it is not ready,
 * left alone until the host calls again. */
#include "tomada.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static TomadaSlice text(const char *words) {
    return (TomadaSlice){(const uint8_t *)words, strlen(words)};
}

static int same(TomadaSlice slice, const char *words) {
    return slice.len == strlen(words) && !memcmp(slice.ptr, words, slice.len);
}

/* --------------------------------------------------------------------------------------------- giving bytes away */

/* What is given away carries its own release function, for the host has another allocator. */
static void release(void *owner, uint8_t *ptr, size_t len) {
    (void)owner, (void)len;
    free(ptr);
}

static int32_t give(TomadaBuf *out, const void *bytes, size_t len) {
    uint8_t *copy = malloc(len ? len : 1);
    if (!copy) return TOMADA_LIMIT;
    if (len) memcpy(copy, bytes, len);
    *out = (TomadaBuf){copy, len, NULL, release};
    return TOMADA_OK;
}

static int32_t give_text(TomadaBuf *out, const char *json) {
    return give(out, json, strlen(json));
}

/* A failure is a status and a JSON object beside it: one of the nine kinds, and words for people. */
static int32_t refuse_input(TomadaBuf *out, const char *pointer, const char *message) {
    char json[256];
    snprintf(json, sizeof json, "{\"kind\":\"invalid_input\",\"at\":\"%s\",\"message\":\"%s\"}", pointer, message);
    give_text(out, json);
    return TOMADA_FAILED;
}

/* What the host gave goes back to the host. */
static void give_back(TomadaBuf *item) {
    if (item->release) item->release(item->owner, item->ptr, item->len);
    *item = (TomadaBuf){0};
}

/* ----------------------------------------------------------------------------------------- as much JSON as needed */

static const char *skip_spaces(const char *at, const char *end) {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')) at++;
    return at;
}

/* The end of the string that begins behind its opening quote, or null. */
static const char *end_of_string(const char *at, const char *end) {
    for (; at < end && *at != '"'; at++)
        if (*at == '\\') at++;
    return at < end ? at : NULL;
}

/* Where the value of the member `name` of a JSON object begins, or null. The host has made sure that it is JSON. */
static const char *member(TomadaSlice object, const char *name) {
    const char *at = (const char *)object.ptr, *end = at + object.len;
    for (int depth = 0; at < end; at++) {
        if (*at == '{' || *at == '[') depth++;
        if (*at == '}' || *at == ']') depth--;
        if (*at != '"') continue;
        const char *key = ++at;
        at = end_of_string(key, end);
        if (!at) return NULL;
        const char *colon = skip_spaces(at + 1, end);
        int is_name = (size_t)(at - key) == strlen(name) && !memcmp(key, name, strlen(name));
        if (depth == 1 && is_name && colon < end && *colon == ':') return skip_spaces(colon + 1, end);
    }
    return NULL;
}

/* Copies a member that is a string. Escapes are refused, not half understood. */
static int string_member(TomadaSlice object, const char *name, char *out, size_t size) {
    const char *at = member(object, name), *end = (const char *)object.ptr + object.len;
    if (!at || *at != '"') return 0;
    const char *close = end_of_string(++at, end);
    if (!close || (size_t)(close - at) >= size || memchr(at, '\\', (size_t)(close - at))) return 0;
    memcpy(out, at, (size_t)(close - at));
    out[close - at] = 0;
    return 1;
}

/* Reads a member that is a whole number of at most seven digits. */
static int number_member(TomadaSlice object, const char *name, long *out) {
    const char *at = member(object, name), *end = (const char *)object.ptr + object.len;
    int digits = 0;
    if (!at) return 0;
    for (*out = 0; at < end && *at >= '0' && *at <= '9'; at++, digits++)
        if (digits < 7) *out = *out * 10 + (*at - '0');
    return digits > 0 && digits <= 7 && at < end && (*at == ',' || *at == '}' || *at == ' ');
}

/* -------------------------------------------------------------------------------------------------- action: echo */

/* Everything of a call that an operation needs later is copied: what `call` gets is only lent. */
struct echo {
    size_t len;
    uint8_t bytes[];
};

static int32_t echo_poll(void *state, const TomadaWaker *waker, TomadaBuf *out) {
    struct echo *echo = state;
    (void)waker;
    return give(out, echo->bytes, echo->len);
}

static const TomadaOperationTable echo_table = {sizeof echo_table, 0, echo_poll, free};

static int32_t echo_begin(TomadaSlice input, TomadaOperation *out) {
    struct echo *echo = malloc(sizeof *echo + input.len);
    if (!echo) return TOMADA_LIMIT;
    echo->len = input.len;
    if (input.len) memcpy(echo->bytes, input.ptr, input.len);
    *out = (TomadaOperation){echo, &echo_table};
    return TOMADA_OK;
}

/* ------------------------------------------------------------------------------------------------- action: fetch */

/* What the plugin was given when it started. */
struct plugin {
    const TomadaHostV1 *host;
    const TomadaHttpTable *http;
};

struct fetch {
    const struct plugin *plugin;
    uint64_t call;     /* names this call in every function of the host */
    uint64_t exchange; /* the host operation, 0 before it is started */
    char base_url[256], path[512];
    long status, body_bytes;
};

static int32_t fetch_start(struct fetch *fetch) {
    char head[1024];
    snprintf(head, sizeof head, "{\"method\":\"GET\",\"url\":\"%s%s\"}", fetch->base_url, fetch->path);
    const struct plugin *plugin = fetch->plugin;
    return plugin->http->start(plugin->host->host, fetch->call, text(head), (TomadaSlice){0}, &fetch->exchange);
}

/* Asks the host for item after item: the head of the answer, then pieces of its body, then END. When the host has none
 * yet, it has kept the waker and polls this operation again; a failure is passed on as it came. */
static int32_t fetch_poll(void *state, const TomadaWaker *waker, TomadaBuf *out) {
    struct fetch *fetch = state;
    const TomadaHostV1 *host = fetch->plugin->host;
    if (!fetch->path[0]) return refuse_input(out, "/path", "path must be a string of up to 511 plain characters");
    int32_t status = fetch->exchange ? TOMADA_OK : fetch_start(fetch);
    while (status == TOMADA_OK) {
        TomadaBuf item = {0};
        status = host->poll(host->host, fetch->call, fetch->exchange, waker, &item);
        if (status == TOMADA_FAILED) give(out, item.ptr, item.len);
        if (status == TOMADA_OK && fetch->status) fetch->body_bytes += (long)item.len;
        if (status == TOMADA_OK && !fetch->status
            && !number_member((TomadaSlice){item.ptr, item.len}, "status", &fetch->status))
            status = TOMADA_PROTOCOL;
        give_back(&item);
    }
    if (status != TOMADA_END) return status;
    char json[96];
    snprintf(json, sizeof json, "{\"status\":%ld,\"body_bytes\":%ld}", fetch->status, fetch->body_bytes);
    return give_text(out, json);
}

/* Also called when the run was cancelled: what is still open is closed. */
static void fetch_drop(void *state) {
    struct fetch *fetch = state;
    const TomadaHostV1 *host = fetch->plugin->host;
    if (fetch->exchange) host->close(host->host, fetch->call, fetch->exchange);
    free(fetch);
}

static const TomadaOperationTable fetch_table = {sizeof fetch_table, 0, fetch_poll, fetch_drop};

static int32_t fetch_begin(const struct plugin *plugin, const TomadaCall *call, TomadaSlice input,
                           TomadaOperation *out) {
    struct fetch *fetch = calloc(1, sizeof *fetch);
    if (!fetch) return TOMADA_LIMIT;
    fetch->plugin = plugin;
    fetch->call = call->call;
    /* What is missing here is said by the first poll, which can answer a failure with words. */
    string_member(call->settings, "base_url", fetch->base_url, sizeof fetch->base_url);
    string_member(input, "path", fetch->path, sizeof fetch->path);
    *out = (TomadaOperation){fetch, &fetch_table};
    return TOMADA_OK;
}

/* ------------------------------------------------------------------------------------------------- action: count */

struct count {
    long n, done;
};

/* One item for each poll: the host asks when it wants more, so a slow reader slows this down. */
static int32_t count_poll(void *state, const TomadaWaker *waker, TomadaBuf *out) {
    struct count *count = state;
    char json[48];
    (void)waker;
    if (count->n < 0) return refuse_input(out, "/n", "n must be a whole number of up to seven digits");
    if (count->done == count->n) {
        snprintf(json, sizeof json, "{\"count\":%ld}", count->n);
        return give_text(out, json) == TOMADA_OK ? TOMADA_END : TOMADA_LIMIT;
    }
    snprintf(json, sizeof json, "%ld", ++count->done);
    return give_text(out, json);
}

static const TomadaStreamTable count_table = {sizeof count_table, 0, count_poll, free};

static int32_t count_begin(TomadaSlice input, TomadaStream *out) {
    struct count *count = calloc(1, sizeof *count);
    if (!count) return TOMADA_LIMIT;
    if (!number_member(input, "n", &count->n)) count->n = -1;
    *out = (TomadaStream){count, &count_table};
    return TOMADA_OK;
}

/* ----------------------------------------------------------------------------------------------------- instance */

/* An instance keeps nothing of its own here, so its state is the plugin's. */
static int32_t instance_call(void *state, const TomadaCall *call, TomadaSlice action, TomadaSlice input,
                             TomadaOperation *out) {
    if (same(action, "echo")) return echo_begin(input, out);
    if (same(action, "fetch")) return fetch_begin(state, call, input, out);
    return TOMADA_UNSUPPORTED;
}

static int32_t instance_stream(void *state, const TomadaCall *call, TomadaSlice action, TomadaSlice input,
                               TomadaStream *out) {
    (void)state, (void)call;
    return same(action, "count") ? count_begin(input, out) : TOMADA_UNSUPPORTED;
}

static void instance_destroy(void *state) { (void)state; }

static const TomadaInstanceTable instance_table = {sizeof instance_table, 0, instance_call, instance_stream,
                                                   instance_destroy};

/* -------------------------------------------------------------------------------------------------------- entry */

static int32_t init(const TomadaHostV1 *host, void **out, TomadaBuf *error) {
    const TomadaHttpTable *http = host->get_extension(host->host, text(TOMADA_EXTENSION_HTTP));
    struct plugin *plugin = http ? malloc(sizeof *plugin) : NULL;
    if (!plugin) {
        give_text(error, "{\"kind\":\"broken\",\"message\":\"This plugin needs tomada.http/1 and some memory.\"}");
        return TOMADA_FAILED;
    }
    *plugin = (struct plugin){host, http};
    *out = plugin;
    return TOMADA_OK;
}

static int32_t create(void *plugin, TomadaSlice configuration, TomadaInstance *out, TomadaBuf *error) {
    (void)configuration, (void)error;
    *out = (TomadaInstance){plugin, &instance_table};
    return TOMADA_OK;
}

TOMADA_MANIFEST static const uint8_t manifest[] = {
#include "manifest.inc"
};

TOMADA_EXPORT const TomadaPluginV1 tomada_plugin_v1 = {
    .magic = TOMADA_MAGIC,
    .major = TOMADA_MAJOR,
    .minor = TOMADA_MINOR,
    .struct_size = sizeof tomada_plugin_v1,
    .manifest = {manifest, sizeof manifest},
    .init = init,
    .create = create,
    .deinit = free,
};
