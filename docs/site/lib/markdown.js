'use strict'

// A page in Markdown as one in AsciiDoc: title and headings become AsciiDoc's, so that the page has sections as all others have, and
// what is between them is the HTML of it. The anchors are those that a repository's page has.

const markdownIt = require('markdown-it')
const { highlight } = require('./highlight')

const markdown = markdownIt({ html: true, highlight: (code, language) => highlight(code, language) })

module.exports.toAsciiDoc = function (text, resolve) {
  const env = {}
  const tokens = markdown.parse(text, env)
  const lines = []
  const anchors = new Map()
  let block = []
  const flush = () => {
    const html = markdown.renderer.render(block, markdown.options, env)
    if (html) {
      lines.push('++++', html.trimEnd(), '++++', '')
    }
    block = []
  }
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at].type !== 'heading_open') {
      relink(tokens[at], resolve)
      block.push(tokens[at])
      continue
    }
    flush()
    const level = Number(tokens[at].tag.slice(1))
    const heading = tokens[at + 1].content
    if (level > 1) {
      lines.push(`[#${anchor(heading, anchors)}]`)
    }
    lines.push(`${'='.repeat(level)} ${heading}`, '')
    at += 2
  }
  flush()
  return lines.join('\n')
}

function relink (token, resolve) {
  if (token.type.startsWith('html_')) {
    token.content = token.content.replace(/(\s(?:href|src)=")([^":#]+)(?=")/g, (_, name, target) => name + resolve(target))
  }
  for (const name of ['href', 'src']) {
    const target = token.attrGet(name)
    if (target && !/^([a-z]+:|#)/.test(target)) {
      token.attrSet(name, resolve(target))
    }
  }
  token.children?.forEach((child) => relink(child, resolve))
}

/** The anchor that a repository's page gives to a heading; the second of the same name gets a number. */
function anchor (heading, taken) {
  const name = heading.toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replaceAll(' ', '-')
  const before = taken.get(name) ?? 0
  taken.set(name, before + 1)
  return before ? `${name}-${before}` : name
}
