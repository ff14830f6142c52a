-- Helpers of the suites.
local M = {}

-- The two are equal, by == or as texts.
function M.same(got, wanted, what)
  if got ~= wanted then
    error(('%s: got %s, wanted %s'):format(what or 'value', tostring(got),
                                           tostring(wanted)), 2)
  end
end

-- The function fails with a message that holds the text.
function M.fails(fn, text)
  local ok, message = pcall(fn)
  if ok then error('no error, wanted: ' .. text, 2) end
  if not tostring(message):find(text, 1, true) then
    error('got the error "' .. tostring(message) .. '", wanted: ' .. text, 2)
  end
end

return M
