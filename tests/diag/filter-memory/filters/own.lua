function Strong(el)
  local s = string.rep("x", 1 << 20)
  while true do s = s .. s end
end
