/* Handles, calls and pointers that name nothing, or name what is someone else's. Each action answers the status that
 * the host gave it, as a number.
 *
 * case | action                         | what it does                                     | status
 * -----+--------------------------------+--------------------------------------------------+--------------------
 *  50  | polls_zero, polls_invented     | polls no handle, a random one                    | NOT_FOUND
 *  50  | polls_closed                   | polls what it has closed                         | NOT_FOUND
 *  50  | polls_reused_slot              | closes, starts another, polls the first          | NOT_FOUND
 *  50  | closes_nonsense                | closes 0, a random one, one twice                | OK afterwards
 *  50  | polls_after_end                | polls what has ended                             | END
 *  50  | keeps_handle, polls_kept,      | polls and closes a handle of another call        | NOT_FOUND, and the
 *      | closes_kept                    |                                                  | other goes on
 *  50  | in_no_call, in_invented_call,  | starts in call 0, a random one, one that ended   | NOT_FOUND
 *      | keeps_call, in_kept_call       |                                                  |
 *  50  | kept_call_with_own_handle      | polls its own handle under another call's number | NOT_FOUND
 *  50  | start_to_nowhere               | no out-pointer for the handle                    | INVALID
 *  50  | poll_to_nowhere                | no out-pointer for the item                      | INVALID
 *  50  | without_waker, ..._table       | polls with no waker, with one without a table    | INVALID
 *  50  | with_small_waker_table         | polls with a waker whose table is too small      | INVALID
 *  50  | with_own_waker                 | polls with a waker of its own making             | PENDING
 *  50  | unknown_extensions             | asks for names that do not exist                 | 0 of them found
 *  51  | from_thread                    | starts and polls from a thread of its own        | OK
 *  51  | polls_from_waker               | polls a handle again from within its own waker   | DENIED
 *  59  | sends, sends_and_polls         | an HTTP request: for a host that panics inside   | as the host has it
 *  59  | waits                          | answers when a wait of the input's ns is over    | OK
 */
#include "hostile.h"

#include <pthread.h>

static int32_t start_wait(struct run *run, uint64_t ns, uint64_t *handle) {
    return host_time->sleep(host->host, run->call, ns, handle);
}

/* The status of one poll; an item that came goes back. */
static int32_t poll_once(uint64_t call, uint64_t handle, const TomadaWaker *waker) {
    TomadaBuf item = {0};
    int32_t status = host->poll(host->host, call, handle, waker, &item);
    if (item.release) item.release(item.owner, item.ptr, item.len);
    return status;
}

#define A_SECOND UINT64_C(1000000000)
#define INVENTED UINT64_C(0x5eed5eed5eed5eed)

/* An action that answers the status that `expression` gives, with a started wait at hand. */
#define STATUS(name, expression)                                                                               \
    static int32_t name(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {                           \
        uint64_t handle = 0;                                                                                   \
        (void)waker;                                                                                           \
        if (start_wait(run, A_SECOND, &handle)) return TOMADA_INTERNAL;                                        \
        return answer_status(out, expression, NULL);                                                           \
    }

STATUS(polls_zero, poll_once(run->call, 0, waker))
STATUS(polls_invented, poll_once(run->call, INVENTED, waker))
STATUS(polls_closed, (host->close(host->host, run->call, handle), poll_once(run->call, handle, waker)))

static int32_t close_and_start(struct run *run, uint64_t first, const TomadaWaker *waker) {
    uint64_t second = 0;
    host->close(host->host, run->call, first);
    if (start_wait(run, A_SECOND, &second) || first == second) return TOMADA_INTERNAL;
    return poll_once(run->call, first, waker);
}
STATUS(polls_reused_slot, close_and_start(run, handle, waker))

static int32_t close_nonsense(struct run *run, uint64_t handle) {
    host->close(host->host, run->call, 0);
    host->close(host->host, run->call, INVENTED);
    host->close(host->host, INVENTED, handle);
    host->close(host->host, 0, handle);
    host->close(host->host, run->call, handle);
    host->close(host->host, run->call, handle);
    return TOMADA_OK;
}
STATUS(closes_nonsense, close_nonsense(run, handle))

/* Polls until the wait is over, then once more. */
static int32_t polls_after_end(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    if (!run->handle && start_wait(run, 1, &run->handle)) return TOMADA_INTERNAL;
    int32_t status = poll_once(run->call, run->handle, waker);
    if (status == TOMADA_PENDING) return TOMADA_PENDING;
    if (status != TOMADA_OK) return answer_status(out, 1000 + status, NULL);
    poll_once(run->call, run->handle, waker);
    return answer_status(out, poll_once(run->call, run->handle, waker), NULL);
}

/* ---------------------------------------------------------------------------------------------- between two calls */

static _Atomic uint64_t kept_call, kept_handle;

/* Stays pending on a wait that other calls meddle with. */
static int32_t keeps_handle(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    if (!run->handle && start_wait(run, A_SECOND, &run->handle)) return TOMADA_INTERNAL;
    kept_call = run->call;
    kept_handle = run->handle;
    int32_t status = poll_once(run->call, run->handle, waker);
    return status == TOMADA_PENDING ? TOMADA_PENDING : answer_status(out, status, NULL);
}

STATUS(polls_kept, poll_once(run->call, kept_handle, waker))
STATUS(closes_kept, (host->close(host->host, run->call, kept_handle), TOMADA_OK))
STATUS(kept_call_with_own_handle, poll_once(kept_call, handle, waker))

static int32_t keeps_call(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    kept_call = run->call;
    start_wait(run, A_SECOND, &run->handle);
    kept_handle = run->handle;
    return answer_text(out, "true");
}

STATUS(in_no_call, host_time->sleep(host->host, 0, 1, &handle))
STATUS(in_invented_call, host_time->sleep(host->host, INVENTED, 1, &handle))
STATUS(in_kept_call, host_time->sleep(host->host, kept_call, 1, &handle))
STATUS(polls_in_kept_call, poll_once(kept_call, kept_handle, waker))

/* ------------------------------------------------------------------------------------------- pointers to nowhere */

STATUS(start_to_nowhere, host_time->sleep(host->host, run->call, 1, NULL))
STATUS(now_to_nowhere, host_time->now(host->host, run->call, NULL))
STATUS(without_waker, poll_once(run->call, handle, NULL))
STATUS(without_waker_table, poll_once(run->call, handle, &(TomadaWaker){NULL, NULL}))

/* The out-pointer is only written when there is an item: polls until then. */
static int32_t poll_to_nowhere(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    if (!run->handle && start_wait(run, 1, &run->handle)) return TOMADA_INTERNAL;
    int32_t status = host->poll(host->host, run->call, run->handle, waker, NULL);
    return status == TOMADA_PENDING ? TOMADA_PENDING : answer_status(out, status, NULL);
}

static atomic_long own_clones;
static void own_clone(const void *data, TomadaWaker *out);
static void own_nothing(const void *data) { (void)data; }
static void own_drop(const void *data) {
    (void)data;
    atomic_fetch_sub(&own_clones, 1);
}
static const TomadaWakerTable own_table = {sizeof own_table, 0, own_clone, own_drop, own_nothing, own_drop};
static const TomadaWakerTable small_table = {16, 0, own_clone, own_drop, own_nothing, own_drop};
static const TomadaWakerTable null_table = {sizeof null_table, 0, NULL, NULL, NULL, NULL};
static void own_clone(const void *data, TomadaWaker *out) {
    atomic_fetch_add(&own_clones, 1);
    *out = (TomadaWaker){data, &own_table};
}

STATUS(with_small_waker_table, poll_once(run->call, handle, &(TomadaWaker){NULL, &small_table}))
STATUS(with_empty_waker_table, poll_once(run->call, handle, &(TomadaWaker){NULL, &null_table}))
STATUS(with_own_waker, poll_once(run->call, handle, &(TomadaWaker){NULL, &own_table}))

/* How many of its own wakers the host has not given back. */
static int32_t own_wakers(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)run, (void)waker;
    return answer_number(out, atomic_load(&own_clones));
}

static int32_t count_found(void) {
    static const uint8_t not_utf8[] = {0xff, 0xfe};
    const TomadaSlice names[] = {text(""), text("tomada.http"), text("tomada.http/2"), text("TOMADA.HTTP/1"),
                                 {not_utf8, 2}, {NULL, 13}, {not_utf8, SIZE_MAX}, {not_utf8, (size_t)1 << 30}};
    int32_t found = 0;
    for (size_t index = 0; index < sizeof names / sizeof *names; index++)
        found += host->get_extension(host->host, names[index]) != NULL;
    return found;
}
STATUS(unknown_extensions, count_found())

/* -------------------------------------------------------------------------------------------------- other threads */

struct errand {
    uint64_t call;
    const TomadaWaker *waker;
    int32_t status;
};

static void *run_errand(void *argument) {
    struct errand *errand = argument;
    uint64_t handle = 0;
    errand->status = host_time->sleep(host->host, errand->call, A_SECOND, &handle);
    if (errand->status == TOMADA_OK) errand->status = poll_once(errand->call, handle, errand->waker);
    host->close(host->host, errand->call, handle);
    return NULL;
}

static int32_t send_thread(struct run *run, const TomadaWaker *waker) {
    pthread_t thread;
    struct errand errand = {run->call, waker, TOMADA_INTERNAL};
    if (pthread_create(&thread, NULL, run_errand, &errand)) return TOMADA_INTERNAL;
    pthread_join(thread, NULL);
    return errand.status;
}
STATUS(from_thread, send_thread(run, waker))

/* A waker that, when it is woken, polls the very operation that wakes it. The test's world wakes within the poll, when
 * the wait is short. */
static void clone_polling(const void *data, TomadaWaker *out);
static void wake_and_poll(const void *data) {
    struct run *run = (struct run *)(uintptr_t)data;
    atomic_store(&counters.noted, poll_once(run->call, run->handle, &(TomadaWaker){NULL, &own_table}));
}
static const TomadaWakerTable polling_table = {sizeof polling_table, 0, clone_polling, wake_and_poll, wake_and_poll,
                                               own_nothing};
static void clone_polling(const void *data, TomadaWaker *out) { *out = (TomadaWaker){data, &polling_table}; }
static int32_t poll_within_poll(struct run *run, uint64_t handle) {
    host->close(host->host, run->call, handle);
    if (start_wait(run, 1, &run->handle)) return TOMADA_INTERNAL;
    poll_once(run->call, run->handle, &(TomadaWaker){run, &polling_table});
    return (int32_t)atomic_load(&counters.noted);
}
STATUS(polls_from_waker, poll_within_poll(run, handle))

/* ------------------------------------------------------------------------------------------------- honest requests */

static int32_t sends(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    uint64_t handle = 0;
    (void)waker;
    TomadaSlice head = text("{\"method\":\"GET\",\"url\":\"https://api.test/\"}");
    return answer_status(out, host_http->start(host->host, run->call, head, text(""), &handle), NULL);
}

static int32_t sends_and_polls(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    TomadaSlice head = text("{\"method\":\"GET\",\"url\":\"https://api.test/\"}");
    if (!run->handle && host_http->start(host->host, run->call, head, text(""), &run->handle)) return TOMADA_INTERNAL;
    int32_t status = poll_once(run->call, run->handle, waker);
    return status == TOMADA_PENDING ? TOMADA_PENDING : answer_status(out, status, NULL);
}

static int32_t waits(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    if (!run->handle && start_wait(run, (uint64_t)run->number, &run->handle)) return TOMADA_INTERNAL;
    int32_t status = poll_once(run->call, run->handle, waker);
    return status == TOMADA_PENDING ? TOMADA_PENDING : answer_status(out, status, NULL);
}

static const struct action table[] = {
    ACTION(polls_zero),
    ACTION(polls_invented),
    ACTION(polls_closed),
    ACTION(polls_reused_slot),
    ACTION(closes_nonsense),
    ACTION(polls_after_end),
    ACTION(keeps_handle),
    ACTION(polls_kept),
    ACTION(closes_kept),
    ACTION(kept_call_with_own_handle),
    ACTION(keeps_call),
    ACTION(in_no_call),
    ACTION(in_invented_call),
    ACTION(in_kept_call),
    ACTION(polls_in_kept_call),
    ACTION(start_to_nowhere),
    ACTION(now_to_nowhere),
    ACTION(without_waker),
    ACTION(without_waker_table),
    ACTION(poll_to_nowhere),
    ACTION(with_small_waker_table),
    ACTION(with_empty_waker_table),
    ACTION(with_own_waker),
    ACTION(own_wakers),
    ACTION(unknown_extensions),
    ACTION(from_thread),
    ACTION(polls_from_waker),
    ACTION(sends),
    ACTION(sends_and_polls),
    ACTION(waits),
};

ENTRY(table);
