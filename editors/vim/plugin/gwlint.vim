" gwlint in plain Vim 8.2 and later (+job, +textprop): checks a draft when it is written. README.md says how to set it up.
if exists('g:loaded_gwlint') || has('nvim') || !has('job') || !has('textprop')
  finish
endif
let g:loaded_gwlint = 1

let g:gwlint_command = get(g:, 'gwlint_command', ['gwlint', 'check'])
" Hold the write back while there is an error-level finding; :w! writes all the same.
let g:gwlint_block = get(g:, 'gwlint_block', 0)

let s:patience = 10 " seconds that a held write waits for the check
let s:types = {'ERROR': 'E', 'WARNING': 'W', 'INFO': 'I'}
let s:looks = {'E': 'SpellBad', 'W': 'SpellCap', 'I': 'SpellLocal'}
for [s:type, s:look] in items(s:looks)
  call prop_type_add('gwlint_' .. s:type, {'highlight': s:look})
endfor

" One finding of rdjson, whose columns are bytes like Vim's, as an entry of the location list.
function! s:Entry(buffer, one) abort
  let l:range = a:one.location.range
  let l:message = substitute(a:one.message, '^第\d\+行：', '', '')
  return {
        \ 'bufnr': a:buffer, 'type': s:types[a:one.severity],
        \ 'lnum': l:range.start.line, 'col': l:range.start.column,
        \ 'end_lnum': l:range.end.line, 'end_col': l:range.end.column,
        \ 'text': matchstr(a:one.code.value, '^\S*') .. ' ' .. substitute(l:message, "\n", '　', 'g')}
endfunction

function! s:Show(check) abort
  for l:type in keys(s:looks)
    call prop_remove({'type': 'gwlint_' .. l:type, 'bufnr': a:check.buffer, 'all': 1})
  endfor
  for l:entry in a:check.entries
    call prop_add(l:entry.lnum, l:entry.col, {'bufnr': a:check.buffer, 'type': 'gwlint_' .. l:entry.type,
          \ 'end_lnum': l:entry.end_lnum, 'end_col': l:entry.end_col})
  endfor
  call setloclist(bufwinid(a:check.buffer), [], ' ', {'title': 'gwlint', 'items': a:check.entries})
endfunction

" The program has ended: 0 and 1 are answers, anything else says why there is none.
function! s:Done(check, code) abort
  let a:check.done = 1
  if a:code > 1
    echohl ErrorMsg | echomsg 'gwlint：' .. join(a:check.said, ' ') | echohl None
    return
  endif
  let l:found = json_decode(join(a:check.lines, "\n")).diagnostics
  let a:check.entries = map(l:found, {_, one -> s:Entry(a:check.buffer, one)})
  call s:Show(a:check)
endfunction

" Checks the text of the buffer as it stands, in the background.
function! s:Start() abort
  let l:check = {'buffer': bufnr(), 'lines': [], 'said': [], 'entries': [], 'done': 0}
  let l:options = ['--stdin-filename', expand('%:p'), '--format', 'rdjson', '-']
  let l:check.job = job_start(g:gwlint_command + l:options, {
        \ 'in_io': 'buffer', 'in_buf': l:check.buffer,
        \ 'out_cb': {_, line -> add(l:check.lines, line)},
        \ 'err_cb': {_, line -> add(l:check.said, line)},
        \ 'close_cb': {channel -> s:Done(l:check, job_info(ch_getjob(channel)).exitval)}})
  return l:check
endfunction

" A text means that the file must not be written.
function! s:Held() abort
  if !g:gwlint_block || v:cmdbang
    return ''
  endif
  let l:check = s:Start()
  let l:end = reltime()
  while !l:check.done && reltimefloat(reltime(l:end)) < s:patience
    sleep 10m
  endwhile
  let l:errors = filter(copy(l:check.entries), {_, one -> one.type ==# 'E'})
  if empty(l:errors)
    return ''
  endif
  echomsg 'gwlint：没有存盘，先改好这些：'
  for l:one in l:errors
    echomsg printf('  第%d行 %s', l:one.lnum, matchstr(l:one.text, '^[^　]*'))
  endfor
  return printf('gwlint：有 %d 个错误，没有存盘；:lopen 看理由，:w! 照样存', len(l:errors))
endfunction

augroup gwlint
  autocmd!
  autocmd BufWritePre *.txt,*.md let b:gwlint_held = s:Held() | if b:gwlint_held != '' | throw b:gwlint_held | endif
  autocmd BufWritePost *.txt,*.md if !g:gwlint_block || v:cmdbang | call s:Start() | endif
augroup END
