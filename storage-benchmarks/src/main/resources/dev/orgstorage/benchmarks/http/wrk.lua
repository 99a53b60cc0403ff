-- Drives a server by wrk. From the environment: PROFILE, a file of request shapes; TARGETS, a file with a target a line, its
-- fields divided by tabs; KIND of the targets asked for, or any; SHAPES such as list:70,download:20; RATE in requests a
-- second, or none for as many as there can be. Prints one line of JSON; exits with 3 where the profile lacks a shape.
local FIELDS = { "kind", "token", "key", "id", "name", "type", "cursor" }
local NOT_OFFERED = 3

local profile = dofile(os.getenv("PROFILE"))
local kind = os.getenv("KIND")
local rate = tonumber(os.getenv("RATE") or "")

local targets, turns, turn, uploads = {}, {}, 0, 0

local function shuffle(list)
  for i = #list, 2, -1 do
    local j = math.random(i)
    list[i], list[j] = list[j], list[i]
  end
end

local function read(line)
  local target, i = { sent = {} }, 0
  for field in (line .. "\t"):gmatch("([^\t]*)\t") do
    i = i + 1
    if FIELDS[i] then target[FIELDS[i]] = field end
  end
  return target
end

local function wanted(target)
  if kind == "any" then return target.kind ~= "largest" end
  return target.kind == kind
end

function init()
  math.randomseed(os.time())
  for line in io.lines(os.getenv("TARGETS")) do
    local target = read(line)
    if wanted(target) then targets[#targets + 1] = target end
  end
  for shape, times in os.getenv("SHAPES"):gmatch("(%w+):(%d+)") do
    if not profile[shape] then os.exit(NOT_OFFERED) end
    for _ = 1, tonumber(times) do turns[#turns + 1] = shape end
  end
  shuffle(turns)
end

local function is_new_each_time(shape)
  return ((shape.body or "") .. shape.path):find("${new_", 1, true) ~= nil
end

local function built(shape, target)
  uploads = uploads + 1
  local function value(name)
    if name == "new_name" then return "IMG_" .. uploads .. "_" .. math.random(1000000) .. ".jpg" end
    if name == "new_size" then return tostring(math.random(1000, 9000000)) end
    return target[name] or ""
  end
  local function filled(template) return (template:gsub("%${([%w_]+)}", value)) end
  local headers = { Host = wrk.headers["Host"], Authorization = "Bearer " .. target.token }
  for name, template in pairs(shape.headers or {}) do headers[name] = filled(template) end
  local body = shape.body and filled(shape.body)
  if body then headers["Content-Type"] = "application/json" end
  return wrk.format(shape.method, filled(shape.path), headers, body)
end

function request()
  turn = turn + 1
  local name = turns[turn % #turns + 1]
  local target = targets[math.random(#targets)]
  local shape = profile[name]
  if is_new_each_time(shape) then return built(shape, target) end
  target.sent[name] = target.sent[name] or built(shape, target)
  return target.sent[name]
end

-- Requests leave at even distances, whatever the answers to those before; after a second of silence it is not made up for.
if rate then
  local ffi = require("ffi")
  ffi.cdef("struct moment { long seconds; long nanos; }; int clock_gettime(int clock, struct moment *now);")
  local moment, MONOTONIC, due = ffi.new("struct moment"), 1, 0
  function delay()
    ffi.C.clock_gettime(MONOTONIC, moment)
    local now = tonumber(moment.seconds) * 1000 + tonumber(moment.nanos) / 1e6
    due = math.max(due + 1000 / rate, now - 1000)
    return math.max(0, math.floor(due - now + 0.5))
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"micros":%d,"bytes":%d,"p50":%d,"p99":%d,"longest":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
