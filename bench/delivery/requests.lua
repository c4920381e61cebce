-- Sends the requests of a file in turn: its first line counts the bytes of each, then they follow.
-- At the end it prints one line of figures: requests, seconds, microseconds, refusals, failures.

local requests, turn = {}, 0

function init(arguments)
  local file = io.open(arguments[1], "rb")
  for size in file:read("*l"):gmatch("%d+") do
    requests[#requests + 1] = file:read(tonumber(size))
  end
  file:close()
  math.randomseed(7)
  turn = math.random(#requests)
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "figures %d %.6f %.0f %.0f %d %d\n",
    summary.requests, summary.duration / 1e6,
    latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
