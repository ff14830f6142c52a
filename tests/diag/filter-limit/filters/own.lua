function Strong(el)
  while true do end
end
