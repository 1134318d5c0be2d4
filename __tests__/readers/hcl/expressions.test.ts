import { describe, expect, test } from '@jest/globals'
import { parseHcl } from '../../../src/readers/hcl/parse.js'
import { errorsOf, expressionOf, show } from './show.js'

describe('expressions that HCL allows', () => {
  test.each([
    ['null', 'null'],
    ['1.5e3', '1500'],
    ['12e-1', '1.2'],
    ['-3', '(- 3)'],
    ['!!true', '(! (! true))'],
    ['string', 'string'],
    ['var.a', 'var.a'],
    ['a-b.c-d', 'a-b.c-d'],
    ['größe.名前', 'größe.名前'],
    ['aws_instance.web[0].id', 'aws_instance.web[0].id'],
    ['aws_instance.web.0.id', 'aws_instance.web[0].id'],
    ['a.0.1', 'a[0][1]'],
    ['a[*].id', 'a[*].id'],
    ['a.*.id', 'a[*].id'],
    ['local.m["key"]', 'local.m["key"]'],
    ['local.m[var.k].z', 'local.m[var.k].z'],
    ['f()', '(call f)'],
    ['f(1, [2], "c",)', '(call f 1 [2] "c")'],
    ['f(a.b...)', '(call f a.b ...)'],
    ['f(x).y[0]', '(call f x).y[0]'],
    ['provider::aws::arn_parse(var.arn).region', '(call provider::aws::arn_parse var.arn).region'],
    ['1 + 2 * 3 - 4', '(1 + 2 * 3 - 4)'],
    ['a.b == "x" && !c.d || e.f >= 1', '(a.b == "x" && (! c.d) || e.f >= 1)'],
    ['7 % 2', '(7 % 2)'],
    ['a.b ? 1 : c.d ? 2 : 3', '(if a.b 1 (if c.d 2 3))'],
    ['(1)', '(group 1)'],
    ['[]', '[]'],
    ['[1, "two", [3],]', '[1 "two" [3]]'],
    ['[for s in var.subnets : s.id if s.public]', '(for s var.subnets s.id s.public)'],
    ['{ for k, v in var.m : k => v... if v != null }', '(for k v var.m k v (v != null))'],
    ['{ for i in range(2) : "a${i}" => i }', '(for i (call range 2) "a<i>" i)'],
    ['{}', '{}'],
    ['{ a = 1, b : 2, "c d" = 3, 4 = 5 }', '{"a"=1 "b"=2 "c d"=3 4=5}'],
    ['{ (var.k) = 1, "${var.p}-x" = 2 }', '{(group var.k)=1 "<var.p>-x"=2}'],
    ['{ aws.west = aws.usw2 }', '{"aws.west"=aws.usw2}'],
    ['{ true = 1, for = 2 }', '{"true"=1 "for"=2}'],
  ])('%s', (text, shown) => {
    expect(show(expressionOf(text))).toBe(shown)
  })
})

describe('line breaks', () => {
  test.each([
    ['within parentheses', '(\n1\n+\n2\n)', '(group (1 + 2))'],
    ['within brackets', '[\n\n1\n,\n2,\n\n]', '[1 2]'],
    ['within a call', 'f(\n  1,\n  2\n)', '(call f 1 2)'],
    ['within an index', 'a.b[\n0\n]', 'a.b[0]'],
    ['between the entries of an object', '{\na = 1\n\nb = 2,\nc = 3\n}', '{"a"=1 "b"=2 "c"=3}'],
    ['around a conditional in parentheses', '(a.b\n? 1\n: 2)', '(group (if a.b 1 2))'],
    ['in a for expression of an object', '{\nfor k, v\nin a.b\n: k\n=> v\n}', '(for k v a.b k v)'],
    ['in parentheses within an object', '{\na = (\n1\n)\n}', '{"a"=(group 1)}'],
    ['in an object within brackets', '[\n{\na = 1\nb = 2\n}\n]', '[{"a"=1 "b"=2}]'],
    ['within an interpolation', '"${\nvar.a\n}"', '"<var.a>"'],
    ['of Windows', '{\r\na = 1\r\nb = [\r\n2\r\n]\r\n}', '{"a"=1 "b"=[2]}'],
    ['and comments', '[ # one\n1, // two\n/* three\n */ 2 ]', '[1 2]'],
  ])('%s', (_, text, shown) => {
    expect(show(expressionOf(text))).toBe(shown)
  })

  test.each([
    ['before the value', 'x =\n1', '1: `x` has no value'],
    ['before an operator', 'x = 1\n+ 2', '2: expected an attribute or a block, found `+`'],
    ['behind an operator', 'x = 1 +\n2', '1: expected a value, found the end of the line'],
    ['before the ? of a conditional', 'x = a.b\n? 1 : 2', '2: expected an attribute or a block, found `?`'],
    ['behind the = of an entry', 'x = {\n a =\n 1\n}', '2: expected a value, found the end of the line'],
    ['within an entry of an object', 'x = {\n a = 1 +\n 2\n}', '2: expected a value, found the end of the line'],
  ])('that end an expression: %s', (_, source, error) => {
    expect(errorsOf(parseHcl('main.tf', source))[0]).toBe(error)
  })
})

describe('strings', () => {
  test.each([
    ['""', '""'],
    ['"a b"', '"a b"'],
    ['"a\\n\\t\\r\\"\\\\b"', '"a\\n\\t\\r\\"\\\\b"'],
    ['"\\u00e4\\U0001F600"', '"ä😀"'],
    ['"# no comment // nor /* this */"', '"# no comment // nor /* this */"'],
    ['"a${var.b}c"', '"a<var.b>c"'],
    ['"${var.a}${var.b}"', '"<var.a><var.b>"'],
    ['"$${not.this} %%{nor this}"', '"${not.this} %{nor this}"'],
    ['"$5 100% $"', '"$5 100% $"'],
    ['"$$$${x}"', '"$$${x}"'],
    ['"${"${"${a.b}"}"}"', '"<"<"<a.b>">">"'],
    ['"${f({ a = "}" })}"', '"<(call f {"a"="}"})>"'],
    ['"${a.b["k"]}"', '"<a.b["k"]>"'],
    ['"a  ${~ a.b ~}  c"', '"a<a.b>c"'],
    ['"%{ if a.b }x%{ else }y%{ endif }"', '"<%if a.b>x<%else>y<%endif>"'],
    ['"%{ for i, v in a.b }${v}%{ endfor }"', '"<%for i v a.b><v><%endfor>"'],
    ['"a /* ${ /* b */ c.d } */"', '"a /* <c.d> */"'],
  ])('%s', (text, shown) => {
    expect(show(expressionOf(text))).toBe(shown)
  })
})

describe('heredocs', () => {
  test.each([
    ['plain', '<<EOT\na\n  b\nEOT', '"a\\n  b\\n"'],
    ['empty', '<<EOT\nEOT', '""'],
    ['with an indented end', '<<EOT\n  a\n  EOT', '"  a\\n"'],
    ['with backslashes and quotes', '<<EOT\n\\n "a"\nEOT', '"\\\\n \\"a\\"\\n"'],
    ['with the name inside a line', '<<EOT\nEOT1\n EOT x\nEOT', '"EOT1\\n EOT x\\n"'],
    ['with an interpolation', '<<EOT\n${var.a}-\n${\n  var.b\n}\nEOT', '"<var.a>-\\n<var.b>\\n"'],
    ['with an escaped interpolation', '<<EOT\n$${a}\nEOT', '"${a}\\n"'],
    ['with braces and comments', '<<EOT\n{ # a\n}} // b\nEOT', '"{ # a\\n}} // b\\n"'],
    ['with Windows line ends', '<<EOT\r\na\r\nEOT\r', '"a\\r\\n"'],
    ['stripped', '<<-EOT\n    a\n      b\n\n    c\n  EOT', '"a\\n  b\\n\\nc\\n"'],
    ['stripped with tabs', '<<-EOT\n\t\ta\n\t\t\tb\n\tEOT', '"a\\n\\tb\\n"'],
    ['stripped before an interpolation', '<<-EOT\n    a\n  ${b.c}\n  EOT', '"  a\\n<b.c>\\n"'],
    ['not stripped where a line starts with one', '<<-EOT\n  a\n${b.c}\n  EOT', '"  a\\n<b.c>\\n"'],
    ['not stripped where it starts with one', '<<-EOT\n${b.c}\n  a\n  EOT', '"<b.c>\\n  a\\n"'],
    ['in a call', 'f(<<EOT\na\nEOT\n, 1)', '(call f "a\\n" 1)'],
    ['in a heredoc', '<<A\n${f(<<B\nb\nB\n)}\nA', '"<(call f "b\\n")>\\n"'],
  ])('%s', (_, text, shown) => {
    expect(show(expressionOf(text))).toBe(shown)
  })

  test('may end with the file', () => {
    const file = parseHcl('main.tf', 'x = <<EOT\na\nEOT')
    expect(errorsOf(file)).toEqual([])
  })
})
