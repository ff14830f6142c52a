-- Emphasis becomes small capitals, strong text is underlined.
function Emph(el)
  return pandoc.SmallCaps(el.content)
end
function Strong(el)
  return {pandoc.Str '»', pandoc.Underline(el.content), pandoc.Str '«'}
end
