-- dialogue.lua – an exchange between people, turn by turn.
--
--   ::: {.dialogue version="strong" title="…"}
--   **Therapist:** What happened then?
--
--   *She looks away.*
--
--   **Client:** *(quietly)* I left.
--   :::
--
-- Attributes: version = strong | weak (a good and a poor way), title.
-- A paragraph that begins with a name in bold and a colon begins a turn; one
-- wholly in emphasis is a stage direction; other blocks continue the turn.
--
-- Produces: div .dialogue, with the version as a second class and with a label;
-- in it a div .turn for each turn, with the name in `speaker` (none for a stage
-- direction) and the words as content. After a stage direction that parts a
-- turn, its speaker goes on in a new one. A block before the first speaker is
-- reported and becomes a turn without a speaker.

local block = require 'lib.block'
local complain = block.complain
local hint = block.hint

local labels = {
  [''] = 'Dialogue',
  strong = 'Dialogue, strong version',
  weak = 'Dialogue, weak version',
}
local versions = pandoc.List{'strong', 'weak'}
local known = block.attributes{'version', 'title'}

local function is_blank(inline)
  return inline.t == 'Space' or inline.t == 'SoftBreak'
    or inline.t == 'LineBreak'
end

-- The name that begins the paragraph ("**Name:**" or "**Name**:"), and the
-- paragraph's inlines after it; or nil.
local function speaker_of(para)
  local first = para.content[1]
  if para.t ~= 'Para' or not first or first.t ~= 'Strong' then
    return nil
  end
  local rest = pandoc.List(para.content):clone()
  rest:remove(1)
  local name = pandoc.utils.stringify(first):match('^%s*(.-)%s*:%s*$')
  if not name and rest[1] and rest[1].t == 'Str' then
    local after = rest[1].text:match('^:(.*)$')
    if after then
      name = pandoc.utils.stringify(first)
      rest[1] = pandoc.Str(after)
      if after == '' then
        rest:remove(1)
      end
    end
  end
  while name and rest[1] and is_blank(rest[1]) do
    rest:remove(1)
  end
  return name, rest
end

local function is_direction(block)
  return block.t == 'Para' and #block.content == 1
    and block.content[1].t == 'Emph'
end

local function turn(speaker, blocks)
  local attr = {}
  if speaker then
    attr.speaker = speaker
  end
  return pandoc.Div(blocks, pandoc.Attr('', {'turn'}, attr))
end

-- The turns of the blocks, and the first block that nobody speaks.
local function turns_of(blocks)
  local turns, stray = pandoc.List{}, nil
  local speaker, open -- who speaks; the blocks of the turn, nil when parted
  local function close()
    if open then
      turns:insert(turn(speaker, open))
      open = nil
    end
  end
  for _, block in ipairs(blocks) do
    local name, rest = nil, nil
    if block.t == 'Para' then
      name, rest = speaker_of(block)
    end
    if name then
      close()
      speaker, open = name, pandoc.List{}
      if #rest > 0 then
        open:insert(pandoc.Para(rest))
      end
    elseif is_direction(block) then
      close()
      turns:insert(turn(nil, {block}))
    else
      stray = stray or not speaker and block
      open = open or pandoc.List{}
      open:insert(block)
    end
  end
  close()
  return turns, stray, speaker ~= nil
end

-- Written with turns already: nothing to do.
local function has_turns(el)
  local first = el.content[1]
  return first and first.t == 'Div' and first.classes:includes('turn')
end

function Div(el)
  if el.classes[1] ~= 'dialogue' or has_turns(el) then
    return nil
  end
  block.check_attributes(el, 'dialogue', known)
  local version = el.attributes.version or ''
  if not labels[version] then
    complain(el, 'block-attr',
      ('version "%s" of .dialogue is neither strong nor weak; '
        .. 'shown as a plain dialogue%s')
        :format(version, hint(version, versions)))
  end
  local turns, stray, spoken = turns_of(el.content)
  if not spoken then
    complain(el, 'block-content', '.dialogue has no speaker ' ..
      '("**Name:**" at the head of a paragraph); shown without one')
  elseif stray then
    complain(stray, 'block-content', 'in .dialogue the first words have ' ..
      'no speaker ("**Name:**"); shown without one')
  end
  el.content = turns
  if labels[version] and version ~= '' then
    el.classes:insert(version)
    el.attributes.version = nil
  end
  el.attributes.label = labels[version] or labels['']
  return el
end
