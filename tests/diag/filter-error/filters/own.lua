-- fails on purpose
function Strong(el)
  return el.content[1].lost.text
end
