-- Works on lists of inlines: joins ACME to the word before it, cuts cafés.
function Inlines(inlines)
  for i = #inlines - 1, 1, -1 do
    if inlines[i].t == 'Space' and inlines[i + 1].t == 'Str'
        and inlines[i + 1].text == 'ACME' then
      inlines[i] = pandoc.Str '\u{a0}'
    end
  end
  return inlines:filter(function(el)
    return not (el.t == 'Str' and el.text == 'café')
  end)
end
