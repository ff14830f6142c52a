-- risk.lua – what to look for and what to do when someone is not safe.
--
--   ::: {.risk}                 attributes: title (optional)
--   Ask about it directly, and act on the answer.
--   :::
--
-- Produces: div .warning .risk with the label "Safety", holding the content as
-- it is. Themes and writers never fold, hide or leave out this block; so it
-- may stand anywhere, also in a worksheet or a case. An empty one is reported.

local label = 'Safety'
local known = pandoc.List{'title', 'lang', 'dir'}

-- Findings (these two functions are the same in every filter) ----------------

-- Reports at the element; without vade (in pandoc) on standard error.
local function complain(el, code, text)
  if vade then
    vade.error(el, code, text)
  else
    io.stderr:write('error: ', text, ' [', code, ']\n')
  end
end

-- '; did you mean "level"?' when a word of the list is near.
local function hint(word, list)
  local near = vade and vade.near(word, list)
  return near and ('; did you mean "%s"?'):format(near) or ''
end

-- Attributes that no one reads stay on the block, where writers pass them on.
local function check_attributes(el, block)
  for key in pairs(el.attributes) do
    if not known:includes(key) and not key:match('^data%-') then
      complain(el, 'block-attr',
        ('unknown attribute "%s" of .%s, passed on unread%s')
          :format(key, block, hint(key, known)))
    end
  end
end

function Div(el)
  if el.classes[1] ~= 'risk' then
    return nil
  end
  check_attributes(el, 'risk')
  if #el.content == 0 then
    complain(el, 'block-content', '.risk is empty; shown with its label only')
  end
  el.classes:insert(1, 'warning')
  el.attributes.label = label
  return el
end
