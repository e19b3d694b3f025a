-- Works as a person would in Neovim, and writes down what happens. Told by the environment where.
local notes = {}
local desk = vim.env.DESK

local function wait(what, holds)
  if not vim.wait(15000, holds, 20) then
    notes.failed = what
    error("nothing came of: " .. what)
  end
end

local function found()
  return vim.tbl_map(function(one)
    return { rule = one.code, line = one.lnum, column = one.col, end_column = one.end_col, message = one.message }
  end, vim.diagnostic.get(0))
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function choosing(words, act)
  local offered
  vim.ui.select = function(items, options, on_choice)
    offered = vim.tbl_map(options.format_item, items)
    for _, item in ipairs(items) do
      if options.format_item(item):find(words, 1, true) then
        return on_choice(item, 1)
      end
    end
  end
  act()
  wait("an offer of " .. words, function() return offered ~= nil end)
  return offered
end

local function work()
  vim.o.hidden = true
  vim.o.swapfile = false
  vim.o.shortmess = vim.o.shortmess .. "I"
  vim.cmd("filetype on")
  for name in vim.env.SNIPPETS:gmatch("[^:]+") do
    vim.cmd("luafile " .. name)
  end
  vim.cmd("edit " .. desk .. "/a.txt")
  wait("findings on opening", function() return #found() == 1 end)
  notes.opened = found()

  vim.cmd("normal! Go")
  vim.api.nvim_feedkeys("iIt didnt rain.", "tx", false)
  wait("findings on typing", function() return #found() == 2 end)
  notes.typed = found()

  vim.api.nvim_win_set_cursor(0, { 1, notes.opened[1].column })
  vim.lsp.buf.hover()
  wait("the page of the rule", function() return #vim.api.nvim_list_wins() == 2 end)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if window ~= vim.api.nvim_get_current_win() then
      notes.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      vim.api.nvim_win_close(window, true)
    end
  end

  notes.offered = choosing("Change “recieve” to “receive”", vim.lsp.buf.code_action)
  wait("the fix", function() return lines()[1]:find("receive") ~= nil end)
  wait("the finding to go", function() return #found() == 1 end)
  notes.fixed = lines()

  vim.cmd("normal! Go")
  vim.api.nvim_feedkeys("iIt didnt snow.", "tx", false)
  wait("one more finding", function() return #found() == 2 end)
  choosing("Mend everything", function()
    vim.lsp.buf.code_action({ diagnostics = {}, only = { "source.fixAll" }, context = { only = { "source.fixAll" } } })
  end)
  wait("everything to be mended", function() return #found() == 0 end)
  notes.mended = lines()

  vim.cmd("edit " .. desk .. "/c.txt")
  wait("a twin", function() return #found() == 1 end)
  notes.twin = found()
  vim.api.nvim_win_set_cursor(0, { notes.twin[1].line + 1, 3 })
  notes.offered_for_twin = choosing("Show the twin in b.txt, line 3", vim.lsp.buf.code_action)
  vim.lsp.buf.definition()
  wait("the twin to be shown", function() return vim.api.nvim_buf_get_name(0):find("b.txt") ~= nil end)
  notes.shown = { name = vim.api.nvim_buf_get_name(0), line = vim.api.nvim_win_get_cursor(0)[1] }
end

local good, problem = pcall(work)
notes.problem = not good and tostring(problem) or nil
local file = assert(io.open(vim.env.NOTES, "w"))
file:write(vim.fn.json_encode(notes))
file:close()
vim.cmd("qall!")
