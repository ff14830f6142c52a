-- Two filters in a row: the first reads metadata, the second uses it.
local vars = {}
local function read(meta)
  for k, v in pairs(meta) do
    local kind = pandoc.utils.type(v)
    if kind == 'Inlines' or kind == 'string' then
      vars['{{' .. k .. '}}'] = pandoc.utils.stringify(v)
    end
  end
end
local function replace(el)
  local value = vars[(el.text:gsub('%.$', ''))]
  if value then
    return pandoc.Str(value .. (el.text:match '%.$' or ''))
  end
end
return {{Meta = read}, {Str = replace}}
