/* Operations that break the rules of `call`, `poll` and `drop`.
 *
 * case | action                    | what it does                                   | what the host must answer
 * -----+---------------------------+------------------------------------------------+--------------------------------
 *  10  | poll_null, drop_null      | an operation without a required function       | broken, nothing called
 *  10  | table_null                | OK without an operation                        | broken
 *  10  | table_small, table_odd,   | a table of a size that cannot be               | broken
 *      | table_huge                |                                                |
 *  10  | table_larger              | a table of a later minor version               | the answer
 *  12  | call_status               | `call` answers the status given as input       | a failure by status
 *  12  | poll_status               | `poll` answers the status given as input       | a failure by status
 *  12  | failed_...                | FAILED with a failure that is none             | broken
 *  15  | panicked_in_call/poll     | PANICKED: what an SDK answers for a panic       | broken, instance made anew
 *  21  | keeps_waker               | pending for ever, keeps the waker              | pending; all freed when dropped
 *  22  | never_wakes               | pending for ever, keeps nothing                | the same, and counted
 *  23  | ready_late                | answers on the poll given as input             | the answer
 *  23  | empty_answer, big_answer  | 0 bytes; a string of as many bytes as input    | broken; the answer up to 16 MiB
 *  27  | answers_for_ever          | would answer again                             | one answer, no further poll
 *  28  | starts_in_drop            | starts, logs and polls while it is dropped     | DENIED, noted
 *  28  | closes_in_drop            | closes what it had while it is dropped         | allowed
 *  28  | drop_is_slow              | burns the milliseconds given as input in drop  | a strike, nothing worse
 *  60  | chain                     | as many waits, one after the other, as input   | cancellable between any two
 */
#include "hostile.h"

#include <time.h>

/* ------------------------------------------------------------------------------------------------------- call */

static int32_t offer(struct run *run, TomadaOperation *out, const TomadaOperationTable *table) {
    run->step = echo;
    *out = (TomadaOperation){run, table};
    return TOMADA_OK;
}

#define TABLE(name, size, poll, drop)                                                                          \
    static int32_t name(struct run *run, TomadaOperation *out) {                                               \
        static const TomadaOperationTable table = {size, 0, poll, drop};                                       \
        return offer(run, out, &table);                                                                        \
    }

TABLE(poll_null, sizeof(TomadaOperationTable), NULL, drop_run)
TABLE(drop_null, sizeof(TomadaOperationTable), poll_operation, NULL)
TABLE(table_small, sizeof(TomadaOperationTable) - 8, poll_operation, drop_run)
TABLE(table_odd, sizeof(TomadaOperationTable) + 3, poll_operation, drop_run)
TABLE(table_huge, UINT32_MAX, poll_operation, drop_run)

static int32_t table_null(struct run *run, TomadaOperation *out) {
    (void)run, (void)out;
    return TOMADA_OK;
}

static int32_t table_larger(struct run *run, TomadaOperation *out) {
    static const struct {
        TomadaOperationTable known;
        void *later[2];
    } table = {{sizeof table, 0, poll_operation, drop_run}, {(void *)8, (void *)16}};
    return offer(run, out, &table.known);
}

static int32_t call_status(struct run *run, TomadaOperation *out) {
    (void)out;
    return (int32_t)run->number;
}

static int32_t panicked_in_call(struct run *run, TomadaOperation *out) {
    (void)run, (void)out;
    return TOMADA_PANICKED;
}

/* ------------------------------------------------------------------------------------------------------- poll */

static int32_t poll_status(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    if (run->number == TOMADA_FAILED) return fail(out, "{\"kind\":\"rejected\",\"message\":\"No.\"}");
    return (int32_t)run->number;
}

static int32_t panicked_in_poll(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    answer_text(out, "{\"kind\":\"rejected\",\"message\":\"index out of bounds\",\"detail\":\"at src/run.rs:7\"}");
    return TOMADA_PANICKED;
}

#define FAILED(name, json)                                                                                     \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        (void)run, (void)waker;                                                                                \
        return fail(out, json);                                                                                \
    }

FAILED(failed_garbage, "not even JSON")
FAILED(failed_array, "[1,2,3]")
FAILED(failed_without_kind, "{\"message\":\"which kind?\"}")
FAILED(failed_kind_unknown, "{\"kind\":\"on_fire\",\"message\":\"Hot.\"}")
FAILED(failed_not_utf8, "{\"kind\":\"rejected\",\"message\":\"\xff\xfe\"}")

static int32_t failed_empty(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker, (void)out;
    return TOMADA_FAILED;
}

static int32_t keeps_waker(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)out;
    keep_waker(run, waker);
    return TOMADA_PENDING;
}

static int32_t never_wakes(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker, (void)out;
    return TOMADA_PENDING;
}

static int32_t ready_late(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    if (run->polls >= run->number) return answer_number(out, run->polls);
    waker->table->wake_by_ref(waker->data);
    return TOMADA_PENDING;
}

static int32_t empty_answer(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker, (void)out;
    return TOMADA_OK;
}

static int32_t big_answer(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    size_t len = (size_t)run->number;
    char *text = malloc(len);
    memset(text, 'a', len);
    text[0] = text[len - 1] = '"';
    *out = give(text, len);
    return TOMADA_OK;
}

static int32_t answers_for_ever(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run;
    waker->table->wake_by_ref(waker->data); /* as if there were more to come */
    return answer_text(out, "true");
}

/* ------------------------------------------------------------------------------------------------------- drop */

static void start_while_dropped(struct run *run) {
    TomadaBuf item = {0};
    uint64_t handle = 0;
    long status = host_time->sleep(host->host, run->call, 1, &handle);
    long http = host_http->start(host->host, run->call, text("{\"method\":\"GET\",\"url\":\"http://a.test/\"}"),
                                 text(""), &handle);
    host_log->log(host->host, run->call, TOMADA_LEVEL_INFO, text("still here"), text("{}"));
    host->poll(host->host, run->call, handle, NULL, &item);
    atomic_store(&counters.noted, status == http && !handle ? status : 1000 + status);
}

static int32_t starts_in_drop(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    run->on_drop = start_while_dropped;
    return answer_text(out, "true");
}

static void close_while_dropped(struct run *run) {
    host->close(host->host, run->call, run->handle);
}

static int32_t closes_in_drop(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    host_time->sleep(host->host, run->call, 1000000000, &run->handle);
    run->on_drop = close_while_dropped;
    return answer_text(out, "true");
}

static void burn(struct run *run) {
    struct timespec begun, now;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    do clock_gettime(CLOCK_MONOTONIC, &now);
    while ((now.tv_sec - begun.tv_sec) * 1000 + (now.tv_nsec - begun.tv_nsec) / 1000000 < run->number);
}

static int32_t drop_is_slow(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    run->on_drop = burn;
    return answer_text(out, "true");
}

/* Waits `number` times for a nanosecond, then answers how often. */
static int32_t chain(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    for (;;) {
        if (!run->handle) {
            if (run->phase == run->number) return answer_number(out, run->phase);
            int32_t status = host_time->sleep(host->host, run->call, 1, &run->handle);
            if (status != TOMADA_OK) return status;
        }
        TomadaBuf item = {0};
        int32_t status = host->poll(host->host, run->call, run->handle, waker, &item);
        if (status == TOMADA_PENDING) return TOMADA_PENDING;
        if (item.release) item.release(item.owner, item.ptr, item.len);
        host->close(host->host, run->call, run->handle);
        run->handle = 0;
        run->phase++;
    }
}

static const struct action table[] = {
    CALL(poll_null),
    CALL(drop_null),
    CALL(table_null),
    CALL(table_small),
    CALL(table_odd),
    CALL(table_huge),
    CALL(table_larger),
    CALL(call_status),
    CALL(panicked_in_call),
    ACTION(poll_status),
    ACTION(panicked_in_poll),
    ACTION(failed_garbage),
    ACTION(failed_array),
    ACTION(failed_without_kind),
    ACTION(failed_kind_unknown),
    ACTION(failed_not_utf8),
    ACTION(failed_empty),
    ACTION(keeps_waker),
    ACTION(never_wakes),
    ACTION(ready_late),
    ACTION(empty_answer),
    ACTION(big_answer),
    ACTION(answers_for_ever),
    ACTION(starts_in_drop),
    ACTION(closes_in_drop),
    ACTION(drop_is_slow),
    ACTION(chain),
};

ENTRY(table);
