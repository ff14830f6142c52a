-- Works on lists of blocks: a rule before each heading but the first.
function Blocks(blocks)
  local result = pandoc.List()
  for i, block in ipairs(blocks) do
    if block.t == 'Header' and i > 1 then
      result:insert(pandoc.HorizontalRule())
    end
    if block.t == 'Para' and #block.content < 3 then
      block = pandoc.Plain(block.content)
    end
    result:insert(block)
  end
  return result
end
