-- Citations: keys in capitals, suppressed authors shown, a prefix for the rest.
function Cite(el)
  for _, c in ipairs(el.citations) do
    c.id = c.id:upper()
    if c.mode == 'SuppressAuthor' then
      c.mode = pandoc.NormalCitation
    elseif #c.prefix == 0 then
      c.prefix = {pandoc.Str 'cf.'}
    end
  end
  return pandoc.Cite({pandoc.Str '[cite]'}, el.citations)
end
