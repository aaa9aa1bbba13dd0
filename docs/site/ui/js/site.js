document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement
  root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'
  localStorage.setItem('theme', root.dataset.theme)
})

// the page that is read is in sight in the list of pages
const current = document.querySelector('.pages [aria-current]')
if (current) {
  const pages = document.querySelector('.pages')
  pages.scrollTop = current.offsetTop - pages.clientHeight / 3
}
