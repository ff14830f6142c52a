-- Divs: warnings get a title and become quotes, asides go.
function Div(el)
  if el.classes:includes 'aside' then
    return {}
  end
  if el.classes:includes('warning') then
    local level = tonumber(el.attributes.level) or 1
    el.attributes.level = nil
    el.attributes.title = 'Warning'
    local title = pandoc.Para{pandoc.Strong('Warning' .. ('!'):rep(level))}
    return pandoc.Div({title, pandoc.BlockQuote(el.content)}, el.attr)
  end
end
