-- What wrk sends and says: with a token and a body as arguments it posts, without it reads. Its last line is JSON.
function init(args)
  if args[1] then
    wrk.method = "POST"
    wrk.headers["authorization"] = "Bearer " .. args[1]
    wrk.headers["content-type"] = "application/json"
    wrk.body = args[2]
  end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"failed":%d,"calls":%d,"wall_us":%d,"cpu_us":0,"p50_us":%d,"p99_us":%d}\n',
    failed, summary.requests, summary.duration, latency:percentile(50), latency:percentile(99)))
end
