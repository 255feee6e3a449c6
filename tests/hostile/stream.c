/* Streams that do not end, end twice, or are not streams.
 *
 * case | action                | what it does                                        | what the host must answer
 * -----+-----------------------+-----------------------------------------------------+------------------------------
 *  53  | never_ends            | an item in every poll, for ever                     | items as long as pulled
 *  53  | items_for_ever_empty  | items of 0 bytes, for ever                          | broken
 *  53  | goes_on_after_end     | would give items after its end                      | one answer, no further poll
 *  53  | ends_without_answer   | END without an answer                               | broken
 *  53  | ends_with_garbage     | END with an answer that is no JSON                  | broken
 *  53  | item_garbage          | an item that is no JSON                             | broken
 *  53  | item_too_big          | an item of 16 MiB and one byte                      | broken, released
 *  53  | fails_midway          | two items, then FAILED                              | items, then the failure
 *  53  | panicked_midway       | two items, then PANICKED                            | items, then broken
 *  53  | stalls                | two items, then pending for ever                    | freed when dropped
 *  53  | counts                | as many items as input, then how many there were    | the answer
 *      | only_as_operation     | has no stream: `stream` answers UNSUPPORTED         | the answer of `call`
 *  53  | emits                 | an operation: emits as many items as input, waits   | the answer
 *      |                       | for room each time                                  |
 *  53  | emits_without_waiting | an operation: emits until the host says stop        | LIMIT, at once
 */
#include "hostile.h"

static int32_t never_ends(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    return answer_number(out, run->polls);
}

static int32_t items_for_ever_empty(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker, (void)out;
    return TOMADA_OK;
}

#define ENDS(name, status, statement)                                                                          \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        (void)run, (void)waker, (void)out;                                                                     \
        statement;                                                                                             \
        return status;                                                                                         \
    }

ENDS(goes_on_after_end, run->polls == 2 ? TOMADA_END : TOMADA_OK, answer_number(out, run->polls))
ENDS(ends_without_answer, TOMADA_END, (void)0)
ENDS(ends_with_garbage, TOMADA_END, answer_text(out, "the end"))
ENDS(item_garbage, TOMADA_OK, answer_text(out, "item"))
ENDS(item_too_big, TOMADA_OK, *out = give(calloc(1, TOMADA_MESSAGE_MAX_BYTES + 1), TOMADA_MESSAGE_MAX_BYTES + 1))

/* Two items, then `status` with `json`. */
#define MIDWAY(name, status, json)                                                                             \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        if (run->polls <= 2) return answer_number(out, run->polls);                                            \
        if (status == TOMADA_PENDING) return keep_waker(run, waker), TOMADA_PENDING;                           \
        answer_text(out, json);                                                                                \
        return status;                                                                                         \
    }

MIDWAY(fails_midway, TOMADA_FAILED, "{\"kind\":\"unavailable\",\"message\":\"Gone.\"}")
MIDWAY(panicked_midway, TOMADA_PANICKED, "{\"kind\":\"broken\",\"message\":\"boom\"}")
MIDWAY(stalls, TOMADA_PENDING, "")

static int32_t counts(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    answer_number(out, run->polls <= run->number ? run->polls : run->number);
    return run->polls <= run->number ? TOMADA_OK : TOMADA_END;
}

static int32_t only_as_operation(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    return answer_text(out, "\"from call\"");
}

static int32_t start_item(struct run *run, uint64_t *handle) {
    char item[32];
    snprintf(item, sizeof item, "%ld", run->phase + 1);
    return host_emit->start(host->host, run->call, text(item), handle);
}

static int32_t emits(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    for (; run->phase < run->number; run->phase++) {
        TomadaBuf item = {0};
        if (!run->handle && start_item(run, &run->handle)) return TOMADA_INTERNAL;
        int32_t status = host->poll(host->host, run->call, run->handle, waker, &item);
        if (status == TOMADA_PENDING) return TOMADA_PENDING;
        if (item.release) item.release(item.owner, item.ptr, item.len);
        if (status != TOMADA_OK) return status;
        host->close(host->host, run->call, run->handle);
        run->handle = 0;
    }
    return answer_number(out, run->phase);
}

/* Gives up after a million: a host that never says stop has no limit. */
static int32_t emits_without_waiting(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    uint64_t handle;
    (void)waker;
    for (; run->phase < 1000000; run->phase++) {
        int32_t status = start_item(run, &handle);
        if (status != TOMADA_OK) return answer_status(out, status, NULL);
    }
    return answer_status(out, TOMADA_OK, NULL);
}

static const struct action table[] = {
    STREAM(never_ends),
    STREAM(items_for_ever_empty),
    STREAM(goes_on_after_end),
    STREAM(ends_without_answer),
    STREAM(ends_with_garbage),
    STREAM(item_garbage),
    STREAM(item_too_big),
    STREAM(fails_midway),
    STREAM(panicked_midway),
    STREAM(stalls),
    STREAM(counts),
    ACTION(only_as_operation),
    ACTION(emits),
    ACTION(emits_without_waiting),
};

ENTRY(table);
