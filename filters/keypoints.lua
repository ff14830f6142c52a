-- keypoints.lua – what to remember from a page.
--
--   ::: {.keypoints}            attributes: title (optional)
--   - The first thing.
--   - The second thing.
--   :::
--
-- Produces: div .important .keypoints with the label "Key points", holding the
-- list as it is. A block without a bullet list is reported and shown as it is.

local label = 'Key points'
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
  if el.classes[1] ~= 'keypoints' then
    return nil
  end
  check_attributes(el, 'keypoints')
  if not el.content:find_if(function(b) return b.t == 'BulletList' end) then
    complain(el, 'block-content',
      '.keypoints holds no bullet list; shown as it is')
  end
  el.classes:insert(1, 'important')
  el.attributes.label = label
  return el
end
