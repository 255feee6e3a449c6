/* More than any plugin needs.
 *
 * case | action           | what it does                                            | what the host must answer
 * -----+------------------+---------------------------------------------------------+--------------------------------
 *  52  | waits_without_end| starts waits until the host says stop                   | LIMIT, after fewer than a million
 *  52  | sends_without_end| starts HTTP requests until the host says stop           | the same
 *  52  | reads_no_body    | takes the head of an answer and leaves the body         | true; freed when the call ends
 *  52  | closes_nothing   | starts a hundred waits, answers, leaves them open       | true; freed when the call ends
 *  52  | holds            | starts as many waits as input, stays pending on each    | freed when dropped
 *  52  | opens_and_closes | starts and closes 100,000 waits                         | true: the quota is of open ones
 */
#include "hostile.h"

enum { A_MILLION = 1000000 };
#define A_SECOND UINT64_C(1000000000)

static int32_t start_wait(struct run *run, uint64_t *handle) {
    return host_time->sleep(host->host, run->call, A_SECOND, handle);
}

static int32_t start_request(struct run *run, uint64_t *handle) {
    TomadaSlice head = text("{\"method\":\"GET\",\"url\":\"https://api.test/\"}");
    return host_http->start(host->host, run->call, head, text(""), handle);
}

/* Answers the status that stopped it; OK if nothing did. */
static int32_t until_stopped(struct run *run, TomadaBuf *out, int32_t (*start)(struct run *, uint64_t *)) {
    uint64_t handle;
    for (long started = 0; started < A_MILLION; started++) {
        int32_t status = start(run, &handle);
        if (status != TOMADA_OK) return answer_status(out, status, NULL);
    }
    return answer_status(out, TOMADA_OK, NULL);
}

static int32_t waits_without_end(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    return until_stopped(run, out, start_wait);
}

static int32_t sends_without_end(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)waker;
    return until_stopped(run, out, start_request);
}

static int32_t reads_no_body(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    TomadaBuf head = {0};
    if (!run->handle && start_request(run, &run->handle)) return TOMADA_INTERNAL;
    int32_t status = host->poll(host->host, run->call, run->handle, waker, &head);
    if (status == TOMADA_PENDING) return TOMADA_PENDING;
    if (head.release) head.release(head.owner, head.ptr, head.len);
    return answer_text(out, status == TOMADA_OK ? "true" : "false");
}

static int32_t closes_nothing(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    uint64_t handle;
    (void)waker;
    for (int started = 0; started < 100; started++)
        if (start_wait(run, &handle)) return TOMADA_INTERNAL;
    return answer_text(out, "true");
}

static int32_t holds(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    (void)out;
    for (; run->phase < run->number; run->phase++) {
        TomadaBuf item = {0};
        if (start_wait(run, &run->handle)) return TOMADA_INTERNAL;
        host->poll(host->host, run->call, run->handle, waker, &item);
    }
    return TOMADA_PENDING;
}

static int32_t opens_and_closes(struct run *run, const TomadaWaker *waker, TomadaBuf *out) {
    uint64_t handle;
    (void)waker;
    for (int turn = 0; turn < 100000; turn++) {
        if (start_wait(run, &handle)) return TOMADA_INTERNAL;
        host->close(host->host, run->call, handle);
    }
    return answer_text(out, "true");
}

static const struct action table[] = {
    ACTION(waits_without_end),
    ACTION(sends_without_end),
    ACTION(reads_no_body),
    ACTION(closes_nothing),
    ACTION(holds),
    ACTION(opens_and_closes),
};

ENTRY(table);
