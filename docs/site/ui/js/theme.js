// before the page is drawn: what the reader chose the last time
document.documentElement.dataset.theme = localStorage.getItem('theme') ||
  (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
