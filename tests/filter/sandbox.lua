-- What a filter may not do says so, by name (filters.md §4.7).
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails
local no = ' is not allowed in a filter'

fails(function() io.open('x', 'w') end, 'writing a file' .. no)
fails(function() io.popen 'ls' end, 'io.popen')
fails(function() os.execute 'ls' end, 'os.execute')
fails(function() os.remove 'x' end, 'os.remove')
fails(function() pandoc.pipe('ls', {}, '') end, 'pandoc.pipe')
fails(function() pandoc.utils.run_json_filter(pandoc.Pandoc{}, 'x') end, no)
fails(function() setmetatable({}, {__gc = print}) end, '__gc')
fails(function() pandoc.List.__gc = print; return pandoc.List{} end, '__gc')
pandoc.List.__gc = nil
fails(function() collectgarbage 'stop' end, 'collectgarbage')
fails(function() return ('%p'):format{} end, '%p')
fails(function() table.insert(setmetatable({}, {__len = function()
  return 1 << 60 end}), 1, 1) end, 'table of more than')
fails(function() table.move({}, 1, math.maxinteger - 1, 2) end, 'more than')
fails(function() require 'no.such.module' end, 'not found')
fails(function() setmetatable('', {}) end, 'table expected')
same(getmetatable '', false)
same(string.dump, nil)
same(debug.sethook, nil)
same(debug.getmetatable, nil)
same(debug.getinfo(1, 'f').func, nil)
same(debug.getinfo(1, 'S').short_src, 'tests/filter/sandbox.lua')
same(package.cpath, '')
same(package.loadlib, nil)
same(os.getenv 'HOME', nil)
same(load('\27Lua'), nil)
same(load 'return 1 + 1'(), 2)
same(load('return x', 'c', 't', {x = 5})(), 5)
local f, message = io.open '/etc/passwd'
same(f, nil)
same(message:find(no, 1, true) ~= nil, true)
same(io.open 'no-such-file', nil)

-- reading below the root is allowed
local file = assert(io.open 'lib/suite.lua')
same(file:read 'l', '-- Helpers of the suites.')
same(#file:read(5), 5)
same(file:seek('set', 3), 3)
same(file:read(7), 'Helpers')
same(io.type(file), 'file')
file:close()
same(io.type(file), 'closed file')
fails(function() file:read() end, 'closed file')
local n = 0
for line in io.lines 'lib/suite.lua' do n = n + 1 end
same(n > 10, true)
same(dofile 'lib/suite.lua'.same ~= nil, true)
same(require 'lib.suite', suite)

-- nothing that is shown has an address
same(tostring(print):match '0x', nil)
same(tostring({}):match '^table: %d+$' ~= nil, true)

-- coroutines, metatables and _G work as ever
local co = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b end)
same(co(1), 2)
same(co(9), 9)
same(_G.print, print)
same(_G.nothing, nil)
setmetatable(_G, {__index = function(_, k) return 'global ' .. k end})
same(anything, 'global anything')
same(pandoc.Str 'x'.text, 'x')
same(string.rep('a', 3), 'aaa')
