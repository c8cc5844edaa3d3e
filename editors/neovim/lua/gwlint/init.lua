--- gwlint in Neovim 0.7 and later. README.md in this folder says how to set it up.
local M = {}

M.options = {
  cmd = { 'gwlint', 'lsp' },
  filetypes = { 'text', 'markdown' },
  settings = {}, -- profile, select, ignore, debounce, wordCount: passed to the server as they are
  fix_on_save = false, -- put the safe fixes in before the file is written
  block = false, -- hold the save back while there is an error-level finding; :w! writes all the same
  timeout = 3000, -- milliseconds that a save waits for the server
  keys = true, -- K, gra and [d ]d in the buffers that are checked
}

local PATIENCE = 60000 -- milliseconds that someone who opens a docx or pdf waits for its text
local ids = {} -- Neovim 0.7 has no vim.lsp.start: the server of each folder

local function tell(text, level)
  vim.notify('gwlint：' .. text, level or vim.log.levels.WARN)
end

--- The folder whose gwlint.toml holds for the file; else the top of its git checkout; else its own folder.
local function root(buffer)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h')
  local file = vim.fn.findfile('gwlint.toml', vim.fn.escape(folder, ' ,\\') .. ';')
  local git = vim.fn.finddir('.git', vim.fn.escape(folder, ' ,\\') .. ';')
  if file ~= '' then
    return vim.fn.fnamemodify(file, ':p:h')
  end
  return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
end

--- What the server is started with.
local function config(buffer)
  local settings = vim.tbl_isempty(M.options.settings) and vim.empty_dict() or M.options.settings
  return {
    name = 'gwlint',
    cmd = M.options.cmd,
    root_dir = root(buffer),
    init_options = settings,
    settings = { gwlint = settings },
    on_attach = function(_, attached)
      M.attached(attached)
    end,
  }
end

--- The client that checks a buffer, or nil.
function M.client(buffer)
  local all = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = buffer }) or vim.lsp.buf_get_clients(buffer)
  for _, client in pairs(all) do
    if client.name == 'gwlint' then
      return client
    end
  end
end

--- Calls a method of a client: from 0.11 on with the client itself as the first argument.
local function call(client, name, ...)
  if vim.fn.has('nvim-0.11') == 1 then
    return client[name](client, ...)
  end
  return client[name](...)
end

--- The server's answer, or nil when there was none in time (milliseconds) or it said why not.
function M.ask(client, method, params, buffer, patience)
  local answer = call(client, 'request_sync', method, params, patience or M.options.timeout, buffer)
  if answer and answer.err then
    tell(answer.err.message)
  end
  return answer and answer.result
end

local function document(buffer)
  return { uri = vim.uri_from_bufnr(buffer) }
end

--- Puts the safe fixes in.
function M.fix(buffer)
  local client = M.client(buffer)
  local last = vim.api.nvim_buf_line_count(buffer)
  local actions = M.ask(client, 'textDocument/codeAction', {
    textDocument = document(buffer),
    range = { start = { line = 0, character = 0 }, ['end'] = { line = last, character = 0 } },
    context = { diagnostics = {}, only = { 'source.fixAll.gwlint' } },
  }, buffer)
  for _, action in ipairs(actions or {}) do
    if action.edit then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
    end
  end
end

local function execute(client, command, arguments, buffer, patience)
  local params = { command = command, arguments = arguments }
  return M.ask(client, 'workspace/executeCommand', params, buffer, patience)
end

--- The error-level findings of the text as it stands now; nil when the server does not answer.
local function faults(client, buffer)
  local report = execute(client, 'gwlint.check', { vim.uri_from_bufnr(buffer) }, buffer)
  return report and vim.tbl_filter(function(one)
    return one.severity == 'error'
  end, report.findings)
end

local function reasons(found)
  local lines = vim.tbl_map(function(one)
    return string.format('  第%d行 %s %s', one.location.line, one.rule, one.message)
  end, found)
  return table.concat(lines, '\n')
end

--- Runs before a buffer is written; a text means that it must not be.
function M.before_save(buffer)
  local client = M.client(buffer)
  if not client then
    return ''
  end
  if M.options.fix_on_save then
    M.fix(buffer)
  end
  if not M.options.block or vim.v.cmdbang == 1 then
    return ''
  end
  local found = faults(client, buffer)
  if not found then
    -- After the message that the file is written, which would cover it.
    vim.schedule(function()
      tell('没有答复，这次没有检查就存盘了')
    end)
    return ''
  elseif #found == 0 then
    return ''
  end
  -- Not an error message: one in here would end the autocommand before it can throw.
  vim.api.nvim_echo({ { 'gwlint：没有存盘，先改好这些：\n' .. reasons(found), 'WarningMsg' } }, true, {})
  return string.format('gwlint：有 %d 个错误，没有存盘；:w! 照样存', #found)
end

--- Shows a rule's page in a floating window.
local function show(markdown)
  vim.lsp.util.open_floating_preview(vim.split(markdown, '\n'), 'markdown', { border = 'single', max_width = 80 })
end

--- Code actions that the server leaves to the editor: it asks for the reason and shows the page.
local function commands()
  vim.lsp.commands['gwlint.explain'] = function(command, context)
    local client = vim.lsp.get_client_by_id(context.client_id)
    local page = execute(client, command.command, { command.arguments[1] }, context.bufnr)
    if page then
      show(page)
    end
  end
  vim.lsp.commands['gwlint.ignore'] = function(command, context)
    vim.ui.input({ prompt = '不报的理由：' }, function(reason)
      if reason and vim.trim(reason) ~= '' then
        vim.cmd('redraw')
        local client = vim.lsp.get_client_by_id(context.client_id)
        local uri, rule = unpack(command.arguments)
        execute(client, command.command, { uri, rule, reason }, context.bufnr)
      end
    end)
  end
end

local function keys(buffer)
  local map = {
    K = vim.lsp.buf.hover,
    gra = vim.lsp.buf.code_action,
    ['[d'] = vim.diagnostic.goto_prev,
    [']d'] = vim.diagnostic.goto_next,
  }
  for key, action in pairs(map) do
    vim.keymap.set('n', key, function()
      action()
    end, { buffer = buffer, desc = 'gwlint' })
  end
end

--- Puts the text of a docx or pdf into its buffer, and has its findings told anew, now that there are lines to mark.
local function fill(buffer)
  local client = M.client(buffer)
  local shown = execute(client, 'gwlint.projection', { vim.uri_from_bufnr(buffer) }, buffer, PATIENCE)
  if shown then
    vim.bo[buffer].modifiable, vim.bo[buffer].readonly = true, false
    vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(shown.text, '\n'))
    vim.bo[buffer].modifiable = false
    call(client, 'notify', 'textDocument/didSave', { textDocument = document(buffer) })
  end
end

--- Shows a docx or pdf as the text that is checked, which cannot be changed here; again, to read it anew.
function M.open(path)
  local name = vim.fn.fnamemodify(path, ':p')
  local buffer = vim.tbl_filter(function(one)
    return vim.api.nvim_buf_get_name(one) == name
  end, vim.api.nvim_list_bufs())[1] or vim.api.nvim_create_buf(true, true)
  vim.api.nvim_set_current_buf(buffer)
  if M.client(buffer) then
    return fill(buffer)
  end
  -- Named, not opened: Neovim would read the file's own bytes.
  vim.api.nvim_buf_set_name(buffer, name)
  M.start(buffer)
end

--- Sets up a buffer that a server has just begun to check.
function M.attached(buffer)
  local group = vim.api.nvim_create_augroup('gwlint-' .. buffer, {})
  -- Only an exception of Vim's own language keeps a file from being written; a Lua error is shown and passed over.
  vim.api.nvim_create_autocmd('BufWritePre', {
    group = group,
    buffer = buffer,
    command = string.format(
      [[let b:gwlint_held = v:lua.require'gwlint'.before_save(%d) | if b:gwlint_held != '' | throw b:gwlint_held | endif]],
      buffer
    ),
  })
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'BufWritePost' }, {
    group = group,
    buffer = buffer,
    callback = function()
      vim.lsp.codelens.refresh()
    end,
  })
  vim.lsp.codelens.refresh()
  if vim.bo[buffer].buftype == 'nofile' then
    vim.schedule(function()
      fill(buffer)
    end)
  end
  vim.api.nvim_buf_create_user_command(buffer, 'GwlintFix', function()
    M.fix(buffer)
  end, { desc = '改正有把握的错' })
  if M.options.keys then
    keys(buffer)
  end
end

--- Has a server check a buffer.
function M.start(buffer)
  if vim.fn.executable(M.options.cmd[1]) == 0 then
    vim.notify_once('gwlint：没有找到 ' .. M.options.cmd[1] .. "，先运行 pip install 'gwlint[editor]'", vim.log.levels.ERROR)
    return
  end
  local server = config(buffer)
  if vim.lsp.start then
    vim.lsp.start(server, { bufnr = buffer })
    return
  end
  ids[server.root_dir] = ids[server.root_dir] or vim.lsp.start_client(server)
  vim.lsp.buf_attach_client(buffer, ids[server.root_dir])
end

--- Checks text and markdown files from now on. `given` replaces any of M.options.
function M.setup(given)
  M.options = vim.tbl_deep_extend('force', M.options, given or {})
  commands()
  vim.api.nvim_create_user_command('GwlintOpen', function(command)
    M.open(command.args)
  end, { nargs = 1, complete = 'file', desc = '看 docx、pdf 的文字和问题' })
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('gwlint', {}),
    pattern = M.options.filetypes,
    callback = function(event)
      -- Not the windows that show a hover or a rule: they are markdown too.
      if vim.bo[event.buf].buftype == '' then
        M.start(event.buf)
      end
    end,
  })
end

return M
