/**
 * All that the page does: theme, filters, deep links, printing. It reads the elements that are there and never makes any
 * from data. Without it everything is shown and can be read.
 */
export const SCRIPT = String.raw`
(() => {
  'use strict'
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]

  const themes = ['auto', 'light', 'dark']
  const theme = document.getElementById('theme')
  const stored = () => { try { return localStorage.getItem('pillarlint-theme') } catch { return null } }
  const showTheme = (name) => {
    if (name === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = name
    theme.textContent = 'Theme: ' + name
  }
  let chosen = themes.includes(stored()) ? stored() : 'auto'
  theme.hidden = false
  showTheme(chosen)
  theme.addEventListener('click', () => {
    chosen = themes[(themes.indexOf(chosen) + 1) % themes.length]
    try { localStorage.setItem('pillarlint-theme', chosen) } catch { /* a file may have no storage */ }
    showTheme(chosen)
  })

  const matches = {
    text: (value, wanted) => wanted.every((word) => value.includes(word)),
    part: (value, wanted) => value.toLowerCase().includes(wanted),
    word: (value, wanted) => value.split(' ').includes(wanted),
    is: (value, wanted) => value === wanted,
    any: (value, wanted) => wanted.has(value),
  }

  const setUp = (form) => {
    const list = document.getElementById(form.dataset.list)
    const groups = all('.group', list).map((element) => ({ element, count: element.querySelector('.count'), items: [] }))
    const items = groups.flatMap((group) => all('li[id]', group.element).map((element) => {
      const item = { element, group, data: { ...group.element.dataset, ...element.dataset } }
      group.items.push(item)
      return item
    }))
    const textOf = (item) => (item.text ??= (item.group.words ??= all('h3, p', item.group.element)
      .filter((each) => each.closest('li') === null).map((each) => each.textContent)
      .concat(item.group.element.dataset.practices ?? '').join(' ').toLowerCase()) +
      ' ' + item.element.textContent.toLowerCase())
    const status = form.querySelector('[role=status]')
    const none = list.nextElementSibling

    const wishes = () => {
      const wanted = []
      const any = new Map()
      for (const control of form.elements) {
        const { by } = control.dataset
        if (by === 'any') {
          if (!any.has(control.name)) any.set(control.name, new Set())
          if (control.checked) any.get(control.name).add(control.value)
        } else if (by !== undefined && control.value.trim() !== '') {
          const value = control.value.trim()
          wanted.push({ by, name: control.name, value: by === 'text' ? value.toLowerCase().split(/\s+/) : by === 'part' ? value.toLowerCase() : value })
        }
      }
      for (const [name, value] of any) wanted.push({ by: 'any', name, value })
      return wanted
    }
    const apply = () => {
      const wanted = wishes()
      let shown = 0
      for (const group of groups) {
        let own = 0
        for (const item of group.items) {
          const fits = wanted.every(({ by, name, value }) => matches[by](by === 'text' ? textOf(item) : item.data[name] ?? '', value))
          item.element.hidden = !fits
          if (fits) own += 1
        }
        group.element.hidden = own === 0
        group.count.textContent = own === group.items.length ? String(own) : own + ' of ' + group.items.length
        shown += own
      }
      none.hidden = shown > 0
      status.textContent = shown + ' of ' + items.length + ' ' + form.dataset.noun + ' shown'
    }
    const clear = () => {
      for (const control of form.elements) {
        if (control.type === 'checkbox') control.checked = true
        else if (control.dataset.by !== undefined) control.value = ''
      }
      apply()
    }
    let timer
    form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(apply, 120) })
    form.addEventListener('submit', (event) => event.preventDefault())
    form.addEventListener('reset', (event) => { event.preventDefault(); clear() })
    none.querySelector('.reset').addEventListener('click', () => { clear(); form.elements[0].focus() })
    form.hidden = false
    apply()
    return { form, list, clear, apply }
  }
  const lists = all('form.filters').map(setUp)

  const follow = () => {
    let id = ''
    try { id = decodeURIComponent(location.hash.slice(1)) } catch { /* not one of ours */ }
    const target = id === '' ? null : document.getElementById(id)
    if (target === null || target.closest('main') === null) return
    for (const { list, clear } of lists) if (list.contains(target) && target.closest('[hidden]') !== null) clear()
    for (let each = target; each !== null; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true
    target.tabIndex = -1
    target.focus({ preventScroll: true })
    target.scrollIntoView()
  }
  addEventListener('hashchange', follow)
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a')
    if (link === null) return
    const found = link.dataset.practice === undefined ? undefined : lists.find(({ form }) => form.dataset.noun === 'findings')
    if (found !== undefined) {
      found.clear()
      found.form.elements.practices.value = link.dataset.practice
      found.apply()
    }
    if (link.getAttribute('href') === location.hash) follow()
  })
  follow()

  let closed = []
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])')
    for (const each of closed) each.open = true
  })
  addEventListener('afterprint', () => { for (const each of closed) each.open = false })
})()
`
