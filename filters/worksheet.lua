-- worksheet.lua – a sheet to fill in, on paper or on a screen, and its fields.
--
--   :::: {.worksheet #ws-inventory title="People in my life" purpose="…"
--   sides="2" who="both"}                           (all on one line)
--   Instructions.
--
--   ::: {.lines label="Who is missing?" lines="3" hint="Someone who …"}
--   :::
--   ::::
--
-- Worksheet: id that begins with "ws-" (required: references and files go by
-- it), title (required), purpose, sides = 1 | 2, who = client | therapist |
-- both.
--
-- Fields: each has `label` (required) and `name` (from the label, unique in
-- its worksheet). They may also stand in a checklist.
--   .field       width = short | medium | full     one line of writing
--   .lines       lines = 1–30, hint                ruled lines
--   .choice      many = yes | no                   holds a bullet list
--   .scale       from (0) to (10) low high         at most 21 steps
--   .fill-table  columns="A | B", rows = 1–40 (4); or row-heads="X | Y"; or
--                columns and row-heads: then the first column's title heads
--                the row heads; or a table
--   .circles     rings="Closest | Further away"    circles of closeness
--   .timeline    from to rows="Events | Mood"      the first row above the line
--   - [ ] text                                     a box to tick
--
-- Produces: div .worksheet with its attributes and the label "Worksheet"; the
-- fields with `name`; in .fill-table a Table with empty cells; a span .check
-- (`name` `label` `checked`) at the head of each task; .circles and .timeline
-- become div .drawing with `alt`, `label`, `name` and the SVG as a code block.
-- What stands in a field that must be empty is reported and put after it.

local block = require 'lib.block'
local complain, slug, unique = block.complain, block.slug, block.unique

local labels = {worksheet = 'Worksheet', me = 'Me'}
-- Shown for fields without a label.
local words = {
  field = 'Answer', lines = 'Answer', choice = 'Choice', scale = 'Scale',
  ['fill-table'] = 'Table', circles = 'Circles', timeline = 'Time line',
}
local widths = pandoc.List{'short', 'medium', 'full'}
local readers = pandoc.List{'client', 'therapist', 'both'}
local known_of = {
  worksheet = {'title', 'purpose', 'sides', 'who'},
  field = {'label', 'name', 'width'},
  lines = {'label', 'name', 'lines', 'hint'},
  choice = {'label', 'name', 'many'},
  scale = {'label', 'name', 'from', 'to', 'low', 'high'},
  ['fill-table'] = {'label', 'name', 'columns', 'rows', 'row-heads'},
  circles = {'label', 'name', 'rings'},
  timeline = {'label', 'name', 'from', 'to', 'rows'},
}
for name, list in pairs(known_of) do
  known_of[name] = block.attributes(list)
end

-- Attributes -----------------------------------------------------------------

-- A whole number; a bad one is reported and becomes the default.
local function number_of(el, key, low, high, default)
  local text = el.attributes[key]
  local n = text and math.tointeger(tonumber(text:match('^%-?%d+$') or ''))
  if text and (not n or n < low or n > high) then
    complain(el, 'block-attr',
      ('%s "%s" of .%s is no whole number from %d to %d; using %d')
        :format(key, text, el.classes[1], low, high, default))
    n = default
    el.attributes[key] = tostring(n)
  end
  return n or default
end

-- One word of a list; a bad one is reported and taken off.
local function check_word(el, key, list)
  if not block.check_word(el, key, list, 'left out') then
    el.attributes[key] = nil
  end
end

-- "A | B" as a list of words, and off the block; empty when there is none.
local function take_list(el, key)
  local list = pandoc.List{}
  local text = el.attributes[key]
  for item in (text and text .. '|' or ''):gmatch('([^|]*)|') do
    list:insert((item:gsub('^%s+', ''):gsub('%s+$', '')))
  end
  el.attributes[key] = nil
  return list
end

-- Drawings -------------------------------------------------------------------

local escapes = {['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;',
  ['"'] = '&quot;'}

-- Words in lines of at most `width` characters.
local function wrap(text, width)
  local lines, line = {}, ''
  for word in text:gmatch('%S+') do
    if line ~= '' and utf8.len(line .. ' ' .. word) > width then
      lines[#lines + 1], line = line, word
    else
      line = line == '' and word or line .. ' ' .. word
    end
  end
  lines[#lines + 1] = line
  return lines
end

local LEADING = 16 -- from one line of text to the next

-- Lines of text at x, the first on y; anchor: start, middle or end.
local function svg_text(svg, x, y, anchor, lines)
  for i, line in ipairs(lines) do
    svg:insert(('<text x="%d" y="%d" text-anchor="%s">%s</text>')
      :format(x, y + (i - 1) * LEADING, anchor, (line:gsub('[&<>"]', escapes))))
  end
end

local function svg_line(svg, x1, y1, x2, y2, more)
  svg:insert(('<line x1="%d" y1="%d" x2="%d" y2="%d" %s/>')
    :format(x1, y1, x2, y2, more or ''))
end

local function svg_begin(width, height)
  return pandoc.List{
    ('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" ' ..
      'viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">')
      :format(width, height, width, height),
  }
end

-- Lines are thin strokes, words are filled; both in the colour of the text.
local STROKES = '<g fill="none" stroke="currentColor" stroke-width="1">'
local WORDS = '<g fill="currentColor" stroke="none">'

local WIDTH = 640 -- the writing width of a sheet, in CSS pixels

-- Bands one below the other, the line of time under the first.
local function draw_timeline(rows, from, to)
  local band = #rows <= 2 and 120 or 96
  local left, right = wrap(from, 40), wrap(to, 40)
  local axis = band
  local scale = 12 + LEADING * math.max(#left, #right) -- room for the two ends
  local height = band * #rows + scale
  local svg = svg_begin(WIDTH, height)
  svg:insert(STROKES)
  svg:insert(('<rect x="1" y="1" width="%d" height="%d"/>')
    :format(WIDTH - 2, height - 2))
  for i = 1, 7 do
    local x = i * WIDTH // 8
    svg_line(svg, x, 1, x, height - 1, 'stroke-opacity="0.4" ' ..
      'stroke-dasharray="1 5"')
    svg_line(svg, x, axis - 5, x, axis + 5)
  end
  for i = 1, #rows - 1 do
    local y = axis + scale + (i - 1) * band
    svg_line(svg, 1, y, WIDTH - 1, y, 'stroke-opacity="0.6"')
  end
  svg_line(svg, 1, axis, WIDTH - 12, axis, 'stroke-width="2"')
  svg:insert('</g>')
  svg:insert(WORDS)
  svg:insert(('<path d="M%d %dl-13 -6v12z"/>'):format(WIDTH - 2, axis))
  for i, row in ipairs(rows) do
    local y = i == 1 and 0 or axis + scale + (i - 2) * band
    svg_text(svg, 8, y + 18, 'start', wrap(row, 80))
  end
  svg_text(svg, 8, axis + 20, 'start', left)
  svg_text(svg, WIDTH - 8, axis + 20, 'end', right)
  svg:insert('</g>')
  svg:insert('</svg>')
  return table.concat(svg, '\n')
end

-- Rings around the one who fills in the sheet, the nearest inmost.
local function draw_circles(rings)
  local step = math.max(40, 310 // #rings)
  local centre = step * #rings + 5
  local svg = svg_begin(2 * centre, 2 * centre)
  svg:insert(STROKES)
  for i = #rings, 1, -1 do
    svg:insert(('<circle cx="%d" cy="%d" r="%d"/>')
      :format(centre, centre, i * step))
  end
  svg:insert(('<circle cx="%d" cy="%d" r="17" stroke-width="2"/>')
    :format(centre, centre))
  svg:insert('</g>')
  svg:insert(WORDS)
  for i, ring in ipairs(rings) do
    local lines = wrap(ring, 24)
    local half = math.min(utf8.len(lines[1]), 24) * 4 -- half its width
    local sag = half * half // (2 * i * step) -- of the ring over that width
    svg_text(svg, centre, centre - i * step + sag + 18, 'middle', lines)
  end
  svg_text(svg, centre, centre + 5, 'middle', {labels.me})
  svg:insert('</g>')
  svg:insert('</svg>')
  return table.concat(svg, '\n')
end

local function make_drawing(el, svg, alt)
  el.classes:insert(1, 'drawing')
  el.attributes.alt = alt
  el.content = {pandoc.CodeBlock(svg, pandoc.Attr('', {'svg'}))}
end

-- Fields ---------------------------------------------------------------------

-- Takes what must not be there out of the field; it goes after it.
local function take_content(el)
  local rest = pandoc.List(el.content)
  if #rest > 0 then
    complain(el, 'block-content',
      ('.%s must be empty; what it holds is put after it')
        :format(el.classes[1]))
    el.content = {}
  end
  return rest
end

local function of_type(blocks, t)
  return pandoc.List(blocks):filter(function(b) return b.t == t end)
end

-- Keeps the one list or table of the field, gives back the other blocks.
local function keep_only(el, kept)
  local rest = pandoc.List(el.content):filter(function(b)
    return b ~= kept
  end)
  if #rest > 0 then
    complain(el, 'block-content',
      ('.%s holds more than its %s; the rest is put after it')
        :format(el.classes[1], kept.t == 'Table' and 'table' or 'list'))
    el.content = {kept}
  end
  return rest
end

local fields = {}

function fields.field(el)
  check_word(el, 'width', widths)
  return take_content(el)
end

function fields.lines(el)
  number_of(el, 'lines', 1, 30, 3)
  return take_content(el)
end

function fields.scale(el)
  local from = number_of(el, 'from', -100, 100, 0)
  local to = number_of(el, 'to', -100, 100, 10)
  if to <= from or to - from > 20 then
    complain(el, 'block-attr',
      ('.scale from "%d" to "%d" has not 2 to 21 steps; using 0 to 10')
        :format(from, to))
    el.attributes.from, el.attributes.to = '0', '10'
  end
  return take_content(el)
end

function fields.choice(el)
  check_word(el, 'many', pandoc.List{'yes', 'no'})
  local lists = of_type(el.content, 'BulletList')
  if #lists == 0 then
    complain(el, 'block-content',
      '.choice holds no bullet list of options; shown as plain text')
    el.content:insert(1, pandoc.Para{pandoc.Strong(el.attributes.label)})
    el.attributes.label = nil
    el.classes:remove(1)
    return {}
  end
  for _, item in ipairs(lists[1].content) do
    block.take_mark(item)
  end
  return keep_only(el, lists[1])
end

local function cell(text)
  return pandoc.Cell(text and text ~= '' and {pandoc.Plain(text)} or {})
end

-- A table of the titles (may be none) and rows that begin with their heads.
local function make_table(columns, heads, count)
  local width = math.max(#columns, #heads > 0 and 2 or 1)
  local head, body, specs = {}, {}, {}
  for i = 1, width do
    head[i] = cell(columns[i])
    specs[i] = {'AlignDefault'}
  end
  for r = 1, count do
    local cells = {cell(heads[r])}
    for c = 2, width do
      cells[c] = cell()
    end
    body[r] = pandoc.Row(cells)
  end
  return pandoc.Table(
    {long = {}},
    specs,
    pandoc.TableHead(#columns > 0 and {pandoc.Row(head)} or {}),
    {{attr = pandoc.Attr(), head = {}, body = body,
      row_head_columns = #heads > 0 and 1 or 0}},
    pandoc.TableFoot{})
end

fields['fill-table'] = function(el)
  local has_rows = el.attributes.rows ~= nil
  local count = number_of(el, 'rows', 1, 40, 4)
  local tables = of_type(el.content, 'Table')
  if #tables > 0 then
    if has_rows or el.attributes.columns or el.attributes['row-heads'] then
      complain(el, 'block-attr',
        '.fill-table holds a table, and has columns, rows or row-heads ' ..
        'too; using the table')
    end
    return keep_only(el, tables[1])
  end
  local columns = take_list(el, 'columns')
  local heads = take_list(el, 'row-heads')
  el.attributes.rows = nil
  if has_rows and #heads > 0 then
    complain(el, 'block-attr',
      '.fill-table has both rows and row-heads; using row-heads')
  end
  if #columns == 0 and #heads == 0 then
    complain(el, 'block-attr', '.fill-table has neither columns nor ' ..
      'row-heads and holds no table; using one column')
  end
  local rest = take_content(el)
  el.content = {make_table(columns, heads, #heads > 0 and #heads or count)}
  return rest
end

function fields.circles(el)
  local rings = take_list(el, 'rings')
  local rest = take_content(el)
  if #rings == 0 then
    complain(el, 'block-attr',
      '.circles has no rings; using three (give rings="Closest | …")')
    rings = pandoc.List{'1', '2', '3'}
  end
  make_drawing(el, draw_circles(rings),
    ('Circles to write in, from the middle outwards: %s.')
      :format(table.concat(rings, ', ')))
  return rest
end

function fields.timeline(el)
  local rows = take_list(el, 'rows')
  local rest = take_content(el)
  local from, to = el.attributes.from or '', el.attributes.to or ''
  if #rows == 0 then
    complain(el, 'block-attr',
      '.timeline has no rows; using one (give rows="Events | Mood")')
    rows = pandoc.List{''}
  end
  make_drawing(el, draw_timeline(rows, from, to),
    ('A time line to write on, from “%s” to “%s”, with room for: %s.')
      :format(from, to, table.concat(rows, ', ')))
  el.attributes.from, el.attributes.to = nil, nil
  return rest
end

local function field(el)
  local class = el.classes[1]
  local read = fields[class or '']
  if not read then
    return nil
  end
  block.check_attributes(el, class, known_of[class])
  if (el.attributes.label or '') == '' then
    complain(el, 'block-attr', ('.%s has no label; labelled "%s"')
      :format(class, words[class]))
    el.attributes.label = words[class]
  end
  local result = pandoc.List{el}
  result:extend(read(el))
  return #result == 1 and el or result
end

-- Worksheets -----------------------------------------------------------------

-- A field as the pass before has left it.
local function is_field(el)
  local class = el.classes[1]
  if class == 'drawing' then
    class = el.classes[2]
  end
  return fields[class or ''] ~= nil
end

-- Names written by the author, and of boxes, come first: they stay.
local function keep_names(el, taken)
  return el:walk{
    Span = function(span)
      if block.is_check(span) and span.attributes.name then
        span.attributes.name = unique(span.attributes.name, taken)
        return span
      end
    end,
    Div = function(div)
      local name = div.attributes.name
      if not is_field(div) or not name then
        return nil
      end
      local free = unique(name, taken)
      if free ~= name then
        complain(div, 'block-attr',
          ('name "%s" is given twice in the worksheet; using "%s"')
            :format(name, free))
        div.attributes.name = free
        return div
      end
    end,
  }
end

-- Names for all other fields, and boxes for the tasks.
local function make_names(el, taken)
  return el:walk{
    BulletList = function(list)
      for _, item in ipairs(list.content) do
        local mark = block.take_mark(item)
        if mark then
          block.put_check(item, mark == 'yes', taken)
        end
      end
      return list
    end,
    Div = function(div)
      if is_field(div) and not div.attributes.name then
        div.attributes.name = unique(slug(div.attributes.label), taken)
        return div
      end
    end,
  }
end

local function worksheet(el)
  block.check_attributes(el, 'worksheet', known_of.worksheet)
  block.require_title(el, 'worksheet')
  check_word(el, 'sides', pandoc.List{'1', '2'})
  check_word(el, 'who', readers)
  block.require_id(el, 'worksheet', 'ws-')
  if #el.content == 0 then
    complain(el, 'block-content',
      '.worksheet is empty; shown with its title only')
  end
  el.attributes.label = labels.worksheet
end

-- From the outside inwards, so that names are unique in the outermost sheet.
local function sheet(el)
  local class = el.classes[1]
  if class == 'worksheet' and not el.attributes.label then
    worksheet(el)
  end
  if class == 'worksheet' or class == 'checklist' then
    local taken = {}
    return make_names(keep_names(el, taken), taken), false
  end
  if is_field(el) then
    complain(el, 'block-content',
      ('.%s stands outside of a .worksheet; shown here')
        :format(el.classes[2] or class))
    el.attributes.name = el.attributes.name or slug(el.attributes.label)
    return el, false
  end
end

return {{Div = field}, {traverse = 'topdown', Div = sheet}}
