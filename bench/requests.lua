-- Sends the paths of a file one after the other, from the top again at its end, and counts answers
-- that are no 200: wrk -s requests.lua URL -- FILE
local requests, at = {}, 0

function init(arguments)
    for path in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format("GET", path)
    end
end

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency)
    io.write(string.format(
        "RESULT %d %d %d %d %d\n",
        summary.requests,
        summary.duration,
        summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
        latency:percentile(50),
        latency:percentile(99)
    ))
end
