-- The string library on our own matcher is Lua's.
local suite = require 'lib.suite'
local same, fails = suite.same, suite.fails

local function all(...) return table.concat({...}, '|') end
same(all(('hello'):find 'l'), '3|3')
same(all(('hello'):find('l', 4)), '4|4')
same(all(('hello'):find('(l)(l)')), '3|4|l|l')
same(all(('a.b'):find('.', 2, true)), '2|2')
same(all(('hello'):find ''), '1|0')
same(('hello'):find('', 10), nil)
same(('hello'):find 'xyz', nil)
same(all(('key = value'):match '^(%w+)%s*=%s*(%w+)$'), 'key|value')
same(('  trim '):match '^%s*(.-)%s*$', 'trim')
same(('2024-01'):match '%d+%-%d+', '2024-01')
same(all(('abc'):match '()b()'), '2|3')
same(('THE (quick) fox'):find '%((%a+)%)', 5)
same(('f(a(b)c)d'):match '%b()', '(a(b)c)')
same(('THE fox'):match '%f[%a]%a+%f[%A]', 'THE')
same(('x]y'):match '[]]', ']')
same(('a-b'):match '[a%-]+', 'a-')
same(('a^b'):match '[b^]+', '^b')
same(('abab'):match '(ab)%1', 'ab')
same(('aaa'):match 'a-b', nil)
same(('aaab'):match '^a-b', 'aaab')
same(('äb'):match '[^%w]+', 'ä')
same(('a\0b'):match 'a%zb' or ('a\0b'):match 'a\0b', 'a\0b')
same(all(('abc'):gsub('%w', '%0%0')), 'aabbcc|3')
same(all(('abc'):gsub('', '-')), '-a-b-c-|4')
same(all(('hello world'):gsub('o', {o = '0'})), 'hell0 w0rld|2')
same(all(('abc'):gsub('b', function() end)), 'abc|1')
same(all(('abc'):gsub('(a)(b)', '%2%1')), 'bac|1')
same(all(('aaa'):gsub('a', 'b', 2)), 'bba|2')
same(all(('aaa'):gsub('^a', 'b')), 'baa|1')
same(all(('a,b,,c'):gsub(',', ';')), 'a;b;;c|3')
same(('100%'):gsub('%%', '%%%%'), '100%%')
local parts = {}
for k, v in ('a=1, b=2'):gmatch '(%w+)=(%w+)' do parts[#parts + 1] = k .. v end
for w in ('one two'):gmatch '%a+' do parts[#parts + 1] = w end
for w in ('a,,b'):gmatch '[^,]*' do parts[#parts + 1] = '<' .. w .. '>' end
same(table.concat(parts, ' '), 'a1 b2 one two <a> <> <b>')
fails(function() return ('x'):match '%' end, 'malformed pattern')
fails(function() return ('x'):match '[a' end, 'malformed pattern')
fails(function() return ('a'):match '(a' end, 'unfinished capture')
fails(function() return ('a'):match 'a)' end, 'invalid pattern capture')
fails(function() return ('x'):gsub('x', '%2') end, 'invalid capture index')
fails(function() return ('x'):gsub('x', '%y') end, "invalid use of '%'")
same(('%5.2f|%s|%q|%d'):format(1.5, 'x', 'y', 3), ' 1.50|x|"y"|3')
same(('%s'):format(pandoc.Str 'x'), 'Str "x"')

-- orders do not depend on Lua's hash
local keys = {}
for k in pairs{10, 20, z = 1, a = 2, [30] = 3, [2.5] = 4, [true] = 5} do
  keys[#keys + 1] = tostring(k)
end
same(table.concat(keys, ' '), '1 2 30 2.5 a z true')
local t, k, v = {b = 1, a = 2, 7}, nil, nil
keys = {}
repeat
  k, v = next(t, k)
  keys[#keys + 1] = tostring(k)
until k == nil
same(table.concat(keys, ' '), '1 a b nil')
same(next{}, nil)
-- a table may lose keys while it is walked
t = {a = 1, b = 2, c = 3}
for key in pairs(t) do t[key] = nil end
same(next(t), nil)
math.randomseed(7)
local r = math.random(1000000)
math.randomseed(7)
same(math.random(1000000), r)
