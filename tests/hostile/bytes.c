/* Bytes that break the rules, in both directions.
 *
 * case | action                        | what it does                                  | what the host must answer
 * -----+-------------------------------+-----------------------------------------------+-----------------------------
 *  19  | null_with_length              | answers a null pointer with a length          | broken, released
 *  19  | huge_length, beyond_isize     | answers 1 GiB and SIZE_MAX bytes that are not  | broken, nothing read
 *      |                               | there                                         |
 *  19  | not_utf8, raw_nul, not_json,  | answers text that is no JSON                  | broken
 *      | two_values, lone_surrogate,   |                                               |
 *      | too_deep                      |                                               |
 *  19  | escaped_nul, misaligned       | odd, and allowed                              | the answer
 *  19  | failed_huge                   | a failure of 1 GiB that is not there          | broken, nothing read
 *  19  | lends_...                     | lends the host malformed bytes                | the status, answered back
 *  19  | log_...                       | logs malformed, huge, and very many lines     | repaired, cut, dropped; true
 *  20  | not_owned                     | answers bytes without a release function      | broken
 *  20  | same_twice                    | gives one buffer away in every answer         | each gift released once
 *  20  | freed_by_libc                 | release is libc's free                        | the answer
 *  20  | release_reenters              | release calls the host                        | the answer
 *  20  | pending_with_bytes            | PENDING with bytes beside it                  | released
 *  20  | error_with_bytes              | an error with bytes beside it                 | released
 *  20  | status_with_empty_release     | 0 bytes with a release function               | broken, released
 *  51  | random_...                    | asks for random bytes in impossible places    | the status, answered back
 */
#include "hostile.h"

#define ANSWER(name, statement)                                                                                \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        (void)run, (void)waker;                                                                                \
        statement;                                                                                             \
        return TOMADA_OK;                                                                                      \
    }
#define LITERAL(bytes) answer_bytes(out, bytes, sizeof bytes - 1)

/* Padded on both sides, so that five bytes with `true` begin at an odd address wherever the linker puts it. */
static const char ODD[] = "  true ";

ANSWER(null_with_length, *out = give(NULL, 8))
ANSWER(huge_length, *out = give("{}", (size_t)1 << 30))
ANSWER(beyond_isize, *out = give("{}", SIZE_MAX))
ANSWER(not_utf8, LITERAL("\"\xff\xfe\""))
ANSWER(raw_nul, LITERAL("\"a\0b\""))
ANSWER(escaped_nul, LITERAL("\"a\\u0000b\""))
ANSWER(lone_surrogate, LITERAL("\"\\ud800\""))
ANSWER(not_json, LITERAL("{answer: 42}"))
ANSWER(two_values, LITERAL("{}{}"))
ANSWER(misaligned, *out = give(ODD + 1 + (uintptr_t)ODD % 2, 5))
ANSWER(not_owned, *out = ((TomadaBuf){(uint8_t *)"true", 4, NULL, NULL}))
ANSWER(status_with_empty_release, *out = give("", 0))

static int32_t too_deep(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    char *text = malloc(20000);
    memset(text, '[', 10000);
    memset(text + 10000, ']', 10000);
    *out = give(text, 20000);
    return TOMADA_OK;
}

static int32_t failed_huge(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    *out = give("{}", (size_t)1 << 30);
    return TOMADA_FAILED;
}

/* One and the same pointer in every answer: a host that remembered pointers would be confused. */
static int32_t same_twice(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    static const char words[] = "\"again\"";
    (void)run, (void)waker;
    *out = give(words, sizeof words - 1);
    return TOMADA_OK;
}

static void release_by_free(void *owner, uint8_t *ptr, size_t len) {
    (void)owner, (void)len;
    count(&counters.released);
    free(ptr);
}

static int32_t freed_by_libc(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    count(&counters.given);
    *out = (TomadaBuf){(uint8_t *)strdup("true"), 4, NULL, release_by_free};
    return TOMADA_OK;
}

static void release_with_a_call(void *owner, uint8_t *ptr, size_t len) {
    uint64_t call = ((struct run *)owner)->call, handle = 0;
    (void)ptr, (void)len;
    count(&counters.released);
    host_log->log(host->host, call, TOMADA_LEVEL_WARN, text("from release"), text(""));
    host_time->sleep(host->host, call, 1, &handle);
    host->close(host->host, call, handle);
}

static int32_t release_reenters(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    count(&counters.given);
    *out = (TomadaBuf){(uint8_t *)"true", 4, run, release_with_a_call};
    return TOMADA_OK;
}

static int32_t pending_with_bytes(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    answer_text(out, "true");
    if (run->polls > 1) return TOMADA_OK;
    waker->table->wake_by_ref(waker->data);
    return TOMADA_PENDING;
}

static int32_t error_with_bytes(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    answer_text(out, "true");
    return TOMADA_CONFLICT;
}

/* --------------------------------------------------------------------------------------------- lent to the host */

#define LEND(name, head, body)                                                                                 \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        uint64_t handle = 0;                                                                                   \
        (void)waker;                                                                                           \
        return answer_status(out, host_http->start(host->host, run->call, head, body, &handle), NULL);         \
    }
#define BYTES(ptr, len) ((TomadaSlice){(const uint8_t *)(ptr), len})
#define GOOD text("{\"method\":\"GET\",\"url\":\"https://api.test/\"}")

LEND(lends_null_head, BYTES(NULL, 8), text(""))
LEND(lends_null_body, GOOD, BYTES(NULL, 8))
LEND(lends_huge_head, BYTES("{}", (size_t)1 << 30), text(""))
LEND(lends_huge_body, GOOD, BYTES("{}", SIZE_MAX))
LEND(lends_garbage_head, text("GET / HTTP/1.1"), text(""))
LEND(lends_not_utf8_head, text("{\"method\":\"\xff\",\"url\":\"\"}"), text(""))
LEND(lends_empty_head, text(""), text(""))

#define LEND_STATE(name, request)                                                                              \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        uint64_t handle = 0;                                                                                   \
        (void)waker;                                                                                           \
        return answer_status(out, host_state->start(host->host, run->call, request, &handle), NULL);           \
    }

LEND_STATE(lends_unknown_state, text("{\"operation\":\"drop_tables\"}"))
LEND_STATE(lends_null_state, BYTES(NULL, 1))

static int32_t lends_garbage_item(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    uint64_t handle = 0;
    (void)waker;
    return answer_status(out, host_emit->start(host->host, run->call, text("{\"half\":"), &handle), NULL);
}

#define LOG(name, level, message, fields, times)                                                               \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        (void)waker;                                                                                           \
        for (long line = 0; line < (times); line++)                                                            \
            host_log->log(host->host, run->call, level, message, fields);                                      \
        return answer_text(out, "true");                                                                       \
    }

static char much[1 << 20];

LOG(log_not_utf8, TOMADA_LEVEL_INFO, text("caf\xe9 \xff"), text("{}"), 1)
LOG(log_null, TOMADA_LEVEL_INFO, BYTES(NULL, 64), BYTES(NULL, 64), 1)
LOG(log_long, TOMADA_LEVEL_INFO, BYTES(memset(much, 'a', sizeof much), sizeof much), text("{}"), 1)
LOG(log_longer_than_memory, TOMADA_LEVEL_INFO, BYTES(much, SIZE_MAX), BYTES(much, SIZE_MAX), 1)
LOG(log_fields_garbage, TOMADA_LEVEL_INFO, text("fields"), text("{\"half\":"), 1)
LOG(log_level_unknown, 4711, text("level"), text("{}"), 1)
LOG(log_flood, TOMADA_LEVEL_DEBUG, text("again"), text("{}"), 100000)

/* Outside of any call: the plugin itself speaks. */
static int32_t log_as_plugin(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    host_log->log(host->host, 0, TOMADA_LEVEL_WARN, text("the plugin itself"), text("{}"));
    return answer_text(out, "true");
}

#define RANDOM(name, ptr, len)                                                                                 \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        (void)waker;                                                                                           \
        return answer_status(out, host_random->fill(host->host, run->call, ptr, len), NULL);                   \
    }

RANDOM(random_nothing, NULL, 0)
RANDOM(random_nowhere, NULL, 16)
RANDOM(random_without_end, (uint8_t *)much, SIZE_MAX)

static const struct action table[] = {
    ACTION(null_with_length),
    ACTION(huge_length),
    ACTION(beyond_isize),
    ACTION(not_utf8),
    ACTION(raw_nul),
    ACTION(escaped_nul),
    ACTION(lone_surrogate),
    ACTION(not_json),
    ACTION(two_values),
    ACTION(misaligned),
    ACTION(too_deep),
    ACTION(failed_huge),
    ACTION(not_owned),
    ACTION(status_with_empty_release),
    ACTION(same_twice),
    ACTION(freed_by_libc),
    ACTION(release_reenters),
    ACTION(pending_with_bytes),
    ACTION(error_with_bytes),
    ACTION(lends_null_head),
    ACTION(lends_null_body),
    ACTION(lends_huge_head),
    ACTION(lends_huge_body),
    ACTION(lends_garbage_head),
    ACTION(lends_not_utf8_head),
    ACTION(lends_empty_head),
    ACTION(lends_unknown_state),
    ACTION(lends_null_state),
    ACTION(lends_garbage_item),
    ACTION(log_not_utf8),
    ACTION(log_null),
    ACTION(log_long),
    ACTION(log_longer_than_memory),
    ACTION(log_fields_garbage),
    ACTION(log_level_unknown),
    ACTION(log_flood),
    ACTION(log_as_plugin),
    ACTION(random_nothing),
    ACTION(random_nowhere),
    ACTION(random_without_end),
};

ENTRY(table);
