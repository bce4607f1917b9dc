/** The input of the corpus: nested objects, arrays of one, several and none, nulls, Chinese, keys like built-in ones. */
export const corpusInput = {
  a: 3,
  b: 4.5,
  n: -2,
  zero: 0,
  s: '弥勒市西二镇',
  t: 'hello',
  empty: '',
  yes: true,
  no: false,
  nil: null,
  id: '532599197403120012',
  one: [7],
  many: [3, 1, 2],
  none: [],
  words: ['b', 'c', 'a'],
  nested: [[1, 2], [3], []],
  mixed: [1, 'x', true, null, { k: 1 }, [5]],
  o: { p: { q: [1, { r: 2 }, 3] }, 'key with space': 9, constructor: 5 },
  members: [
    {
      name: '张三',
      age: 46,
      wage: 4800,
      tags: ['户主', '男'],
      ill: null,
      kin: [{ name: '甲', n: 1 }],
    },
    {
      name: '李四',
      age: 44,
      wage: 0,
      tags: ['配偶'],
      kin: [
        { name: '乙', n: 2 },
        { name: '丙', n: 3 },
      ],
    },
    { name: '王五', age: 72, tags: [], kin: [] },
    { name: '赵六', age: 16, wage: 120.5, school: { name: '中职', year: 1 } },
  ],
  orders: [
    {
      no: 'O1',
      items: [
        { sku: 'x', price: 10, qty: 2 },
        { sku: 'y', price: 4, qty: 1 },
      ],
    },
    { no: 'O2', items: { sku: 'x', price: 11, qty: 3 } },
    { no: 'O3', items: [] },
  ],
  books: [
    { isbn: 'i1', title: 'T1' },
    { isbn: 'i2', title: 'T2' },
  ],
  loans: [
    { isbn: 'i2', by: '张三' },
    { isbn: 'i1', by: '李四' },
    { isbn: 'i2', by: '王五' },
  ],
};

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const operators = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&',
  'and',
  'or',
  'in',
  '..',
];
const operands = ['a', 'b', 't', 'yes', 'nil', 'missing', 'many', 'o'];

/** Every operator over every kind of operand, of which many are errors. */
export const operatorCorpus: readonly string[] = operators.flatMap((operator) =>
  operands.flatMap((left) =>
    operands.map((right) =>
      operator === '..' ? `[${left}${operator}${right}]` : `${left} ${operator} ${right}`,
    ),
  ),
);

const oneArgument =
  'sum count max min average string lowercase uppercase trim length number abs floor ceil round sqrt boolean not keys spread merge reverse exists type distinct sort base64encode encodeUrl encodeUrlComponent formatBase clone'.split(
    ' ',
  );
const values = [
  'a',
  'n',
  't',
  's',
  'empty',
  'yes',
  'nil',
  'missing',
  'one',
  'many',
  'none',
  'words',
  'mixed',
  'o.p',
  'members',
  'nested',
];

/** Every function of one argument over every kind of value. */
export const functionCorpus: readonly string[] = oneArgument.flatMap((name) =>
  values.map((value) => `$${name}(${value})`),
);

export const pathCorpus: readonly string[] = lines(`
  a
  o.p.q
  o.p.q.r
  o.constructor
  constructor
  o.\`key with space\`
  o."key with space"
  missing.name
  nil.name
  t.name
  members.name
  members.tags
  members.kin
  members.kin.name
  members.kin.(name & n)
  members.school.name
  members.ill
  members[0]
  members[-1]
  members[0].name
  members[9]
  members.name[0]
  (members.name)[0]
  members.kin[0].name
  (members.kin)[0].name
  members.kin[-1]
  members[age > 40].name
  members[age > 40][0].name
  members[[0..1]].name
  members[[0,-1]].name
  members[name = '张三']
  members[wage].name
  members[$.age < 20].name
  members[tags[0] = '配偶'].name
  members['配偶' in tags].name
  members[kin].name
  members[not $exists(wage)].name
  members[]
  one
  one[]
  one[0]
  one[0][]
  none
  none[]
  a[]
  many[0]
  many[1.7]
  many[-1.2]
  many[$ > 1]
  many[$ = 9]
  many[]
  nested
  nested[0]
  nested[0][0]
  nested.$
  nested.$[0]
  nested.($sum($))
  mixed.k
  mixed[0]
  mixed[type = 1]
  orders.items
  orders.items.sku
  orders.items[0].sku
  orders.items[sku = 'x'].price
  (orders.items)[sku = 'x'].price
  orders.(items.price)
  orders.[items.price]
  orders.{no: items.price}
  orders{no: $sum(items.(price * qty))}
  orders{no: items}
  orders.items{sku: price}
  orders.items{sku: $sum(price * qty)}
  orders.items{sku: price[]}
  members{name: age}
  members{'k': age}
  members{tags[0]: name}
  members{age: name}
  members.{'n': name, 'n': age}
  none{a: b}
  missing{'x': 1}
  {'a': missing, 'b': nil, 'c': none}
  {}
  []
  [1, [2, 3], many, [many], missing]
  [members.name]
  [[1]]
  [one, [one]]
  members^(age).name
  members^(>age).name
  members^(wage, >age).name
  members^(>wage, age)[0].name
  members^(name).name
  members^(tags).name
  members^(school.year).name
  many^($)
  many^(>$)
  words^($)
  mixed^($)
  members^(age)[name != '王五'].name
  *
  o.*
  o.p.*
  members.*
  one.*
  *.name
  **
  **.name
  o.**.r
  members.**.name
  **[n > 1].name
  members.kin.%.name
  members.kin.%.age
  members.kin.{'who': %.name, 'kin': name}
  orders.items.{'no': %.no, 'sku': sku}
  orders.items[%.no = 'O1'].sku
  o.p.q.%.%.constructor
  members.kin.name.%.%.name
  %.name
  members@$m.name
  members@$m.kin.{'m': $m.name, 'k': name}
  loans@$l.books@$b[$l.isbn = $b.isbn].{'t': $b.title, 'by': $l.by}
  loans@$l.$$.books@$b[$l.isbn = $b.isbn].{'t': $b.title, 'by': $l.by}
  members#$i.name
  members#$i[$i < 2].name
  members#$i.{'i': $i, 'n': name}
  members#$i.kin#$j.{'i': $i, 'j': $j, 'n': name}
  members[age > 20]#$i.{'i': $i, 'n': name}
  members^(age)#$i.{'i': $i, 'n': name}
  orders@$o#$i.items.{'i': $i, 'no': $o.no, 'sku': sku}
  many#$i[$i = 1]
  loans@$l.books@$b[$l.isbn = $b.isbn]{$b.title: $l.by}
  $
  $.a
  $$.a
  $$.members[0].($$.a + age)
  members.($$.a)
  $.members.name
  many.$
  many.($ * 2)
  many.[$]
  many.{'v': $}
  (a; b)
  ()
  (1; missing)
  ($x := 3; $y := $x * 2; $x + $y)
  ($x := 1; ($x := 2; $x); $x)
  ($x := 1; (true ? $x := 5); $x)
  $x := 4
  ($x)
  ($x := many; $x[0])
  ($x := members; $x[age > 40].name)
  ($x := members.name; $x[])
  ($x := {'k': [1,2]}; $x.k[1])
  many ~> $sum()
  many ~> $sum
  t ~> $uppercase() ~> $length()
  ($f := $uppercase ~> $length; $f(t))
  many ~> $map(function($v) { $v + 1 })
  t ~> 3
  (t ~> $substring(1, 2))
  members ~> |$|{'age': age + 1}|
  members ~> |$|{'age': age + 1}, 'tags'|
  members ~> |$|{}, ['tags', 'kin', 'name']|
  $ ~> |members.kin|{'n': n * 10}|
  $ ~> |members[age > 40]|{'old': true}, 'wage'|
  members ~> |$|5|
  members ~> |$|{}, 5|
  a ~> |$|{'x': 1}|
  missing ~> |$|{'x': 1}|
  a > 2 ? 'big' : 'small'
  a > 5 ? 'big'
  missing ? 1 : 2
  none ? 1 : 2
  nil ? 1 : 2
  [0] ? 1 : 2
  [0, 1] ? 1 : 2
  {} ? 1 : 2
  a > 2 ? b > 4 ? 'x' : 'y' : 'z'
  -a
  -t
  -missing
  -(1/0)
  1/0
  (1/0) = 1
  [1/0][0] > 1
  0/0
  'a' & 1 & true & nil & missing & many & o.p
  a in [1, 2, 3]
  t in 'hello'
  nil = null
  nil != null
  many = [3, 1, 2]
  o.p = {'q': [1, {'r': 2}, 3]}
  o.p != {'q': [1, {'r': 2}]}
  {'a': 1, 'b': 2} = {'b': 2, 'a': 1}
  [1..5]
  [1..3].($ * $)
  [5..1]
  [1..1]
  [-1..1]
  [0.5..2]
  [1..2, 5..6]
  [1..3][1]
  'it''s'
  "\\u4e2d\\n"
  /* comment */ a
  a.b.c
  "members".name
  1.a
`);

export const callCorpus: readonly string[] = lines(`
  $substring(t, 1)
  $substring(t, 1, 3)
  $substring(t, -3)
  $substring(t, -3, 2)
  $substring(t, -10, 2)
  $substring(t, 3, -1)
  $substring(s, 2, 2)
  $substring('a😀b', 1, 1)
  $substring(1, 2)
  $length('a😀b')
  $length()
  t.$length()
  t.$uppercase()
  a.$uppercase()
  members.name.$length()
  $substringBefore(t, 'l')
  $substringBefore(t, 'z')
  $substringAfter(t, 'l')
  $substringAfter(t, 'z')
  t.$substringAfter('l')
  $substringBefore(missing, 'l')
  $trim('  a \\n b  ')
  $pad(t, 8)
  $pad(t, -8)
  $pad(t, 8, '#-')
  $pad(t, -8, '😀')
  $pad(t, 2)
  $pad(t, 8, '')
  $pad(missing, 3)
  $contains(t, 'ell')
  $contains(t, /L+/i)
  $contains(t, /^x/)
  $contains(missing, 'x')
  $contains(t, 5)
  $match(t, /l/)
  $match(t, /(l)(o)?/)
  $match(t, /z/)
  $match(t, /l/, 1)
  $match(t, /l/, 0)
  $match(t, /l/, -1)
  $match('ababbb', /a(b+)/).groups
  $match('ab', /x*/)
  $replace(t, 'l', 'L')
  $replace(t, 'l', 'L', 1)
  $replace(t, 'l', 'L', 0)
  $replace(t, 'l', 'L', -1)
  $replace(t, '', 'L')
  $replace(t, /l/, '[$0]')
  $replace(t, /(h)(e)/, '$2$1$$')
  $replace(t, /(h)(e)/, '$3-$12-$')
  $replace(t, /l/, function($m) { $m.match & $m.start })
  $replace(t, /l/, function($m) { 5 })
  $replace(t, /(?:l)/, '$1x')
  $replace('abc', 'b', '$0')
  $split(t, 'l')
  $split(t, 'l', 1)
  $split(t, '')
  $split(t, /l+/)
  $split(t, /z/)
  $split('a1b2c', /\\d/, 2)
  $split(t, 'l', -1)
  $split(t, 'l', 0)
  $split(missing, ',')
  $join(words)
  $join(words, '、')
  $join('x', ',')
  $join(many)
  $join(missing)
  $join(none, ',')
  $split('a b', ' ') ~> $join('-')
  $base64encode('hello')
  $base64encode('a')
  $base64decode('aGVsbG8=')
  $base64decode('YQ==')
  $encodeUrlComponent('?x=中 文')
  $encodeUrl('http://a/?x=中 文')
  $decodeUrlComponent('%E4%B8%AD')
  $decodeUrl('%E4%B8%AD%20')
  $decodeUrlComponent('%E0%A4%A')
  $number('12.5')
  $number('-1e3')
  $number('x')
  $number('')
  $number(true)
  $number(nil)
  $number([1])
  $round(2.5)
  $round(3.5)
  $round(-2.5)
  $round(0.125, 2)
  $round(1.005, 2)
  $round(12345, -2)
  $round(-0.4)
  $round(1e21, 2)
  $floor(-1.5)
  $power(2, 10)
  $power(2, 0.5)
  $power(9e99, 9)
  $sqrt(-1)
  $abs(missing)
  $formatBase(255, 16)
  $formatBase(255, 1)
  $formatBase(2.5, 2)
  $formatNumber(1234567.891, '#,##0.00')
  $formatNumber(-5, '#,##0.00;(#,##0.00)')
  $formatNumber(0.14, '##0%')
  $formatNumber(1234.5, '00.000e0')
  $formatNumber(1, '#.#.#')
  $formatInteger(2020, 'w')
  $formatInteger(2020, 'I')
  $formatInteger(27, 'A')
  $formatInteger(12, '001')
  $formatInteger(3, '1;o')
  $formatInteger(5, '※')
  $parseInteger('twelve', 'w')
  $parseInteger('1,234', '#,##0')
  $parseInteger('MMXX', 'I')
  $fromMillis(1591056000000)
  $fromMillis(1591056000000, '[Y0001]-[M01]-[D01]')
  $fromMillis(1591056000000, '[Y]年[M]月[D]日 [H01]:[m01]', '+0800')
  $fromMillis(1591056000000, '[FNn], [D1o] [MNn] [Y]')
  $fromMillis(1591056000000, '[W] [w] [X] [x] [d] [h]:[m]:[s] [P] [Z]')
  $fromMillis(1591056000000, '[Q]')
  $fromMillis(1591056000000, '[Y')
  $toMillis('2020-06-02')
  $toMillis('2020-06-02T08:00:00.000Z')
  $toMillis('2020-06-02T08:00:00+08:00')
  $toMillis('x')
  $toMillis('2020年6月2日', '[Y]年[M]月[D]日')
  $toMillis('June 2, 2020', '[MNn] [D], [Y]')
  $sum([1, 'x'])
  $sum(members.wage)
  $sum(members.name)
  $sum(nil)
  $count([])
  $count(members.kin)
  $max(['a'])
  $average(members.age)
  $string(many)
  $string(o.p, true)
  $string({'a': function($x) { $x }, 'b': 0.1 + 0.2})
  $string($sum)
  $string(1/0)
  $string()
  $string(nil)
  $keys()
  $keys($sum)
  $lookup(o, 'p')
  $lookup(members, 'name')
  $lookup(o, 'toString')
  $lookup(t, 'length')
  $append(many, 9)
  $append(1, 2)
  $append(missing, 2)
  $append(many, missing)
  $append(one, one)
  $append(none, none)
  $spread({'a': 1, 'b': 2})
  $spread(members.school)
  $spread('x')
  $merge([{'a': 1}, {'b': 2, 'a': 3}])
  $merge(o)
  $merge([1])
  $zip([1, 2], ['a', 'b', 'c'])
  $zip([1, 2], 3)
  $zip(many)
  $distinct([1, 1, '1', {'a': 1}, {'a': 1}, [1], [1]])
  $distinct(members.tags)
  $sort(many, function($l, $r) { $l < $r })
  $sort(members, function($l, $r) { $l.age > $r.age }).name
  $sort(5)
  $reverse(words)
  $map(many, function($v) { $v * 2 })
  $map(many, function($v, $i) { $v * $i })
  $map(many, function($v, $i, $a) { $count($a) })
  $map(many, function() { 1 })
  $map(many, function($v) { $v = 1 ? missing : $v })
  $map(words, $uppercase)
  $map(many, $string)
  $map(one, function($v) { $v })
  $map(one, function($v) { [$v] })
  $map(none, function($v) { $v })
  $map(missing, function($v) { $v })
  $map(5, function($v) { $v })
  $map(many, 5)
  $map(words, /b/)
  $filter(many, function($v) { $v > 1 })
  $filter(many, function($v, $i) { $i = 0 })
  $filter(many, function($v) { $v > 9 })
  $single(many, function($v) { $v = 2 })
  $single(many, function($v) { $v > 1 })
  $single(many, function($v) { $v > 9 })
  $single(one)
  $reduce(many, function($p, $c) { $p + $c })
  $reduce(many, function($p, $c) { $p + $c }, 10)
  $reduce(many, function($p, $c, $i) { $p + $c * $i }, 0)
  $reduce(none, function($p, $c) { $p + $c })
  $reduce(one, function($p, $c) { $p + $c })
  $reduce(many, function($p) { $p })
  $sift(o, function($v, $k) { $k = 'p' })
  $sift({'a': 1, 'b': 0}, function($v) { $v })
  $sift({'a': 0}, function($v) { $v })
  $sift({'a': 1, 'b': 2}, $exists)
  $each({'a': 1, 'b': 2}, function($v, $k) { $k & $v })
  $each({'a': 1}, $string)
  $each({'a': 1}, function($v, $k, $o) { $keys($o) })
  $error('坏了')
  $error()
  $assert(true, 'm')
  $assert(false, '不行')
  $assert(false)
  $type(function($x) { $x })
  $not(missing)
  $boolean([false, true])
  $boolean([[0]])
  $boolean({})
  $boolean(function() { 1 })
  $exists(nil)
  $exists(members[age > 100])
  $foo(1)
  sum(many)
  a(1)
  'x'(1)
  (function($x) { $x * 2 })(4)
  function($x) { $x * 2 }(4)
  (function($x, $y) { $y })(4)
  ($f := function($x) { $x }; $f(1, 2, 3))
  ($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(10))
  ($even := function($n) { $n = 0 ? true : $odd($n - 1) }; $odd := function($n) { $n = 0 ? false : $even($n - 1) }; $even(101))
  ($add := function($x) { function($y) { $x + $y } }; $add(2)(3))
  ($c := 5; $f := function($x) { ($c := 9; $x + $c) }; $f(1) + $c)
  ($f := function($x) { $y }; $y := 5; $f(1))
  ($f := λ($x) { $x + 1 }; $f(1))
  ($f := function($x)<n:n> { $x + 1 }; $f(1))
  ($f := function($x)<n:n> { $x + 1 }; $f('x'))
  ($f := function($x)<n-:n> { $x + 1 }; a.$f())
  ($f := function($x)<s-:s> { $x }; a.$f())
  ($f := function($x, $y)<nn?:n> { $exists($y) ? $y : $x }; [$f(1), $f(1, 2)])
  ($f := function($x)<a<n>:n> { $sum($x) }; [$f(1), $f([1, 2])])
  ($f := function($x)<a<n>:n> { $sum($x) }; $f(['x']))
  ($f := function($x)<a<s>:n> { $count($x) }; $f(1))
  ($f := function($x)<f:n> { $x(1) }; $f(function($y) { $y + 1 }))
  ($f := function($x)<(sn):s> { $string($x) }; [$f(1), $f('x')])
  ($f := function($x)<(sn):s> { $string($x) }; $f(true))
  ($f := function($x)<o:o> { $x }; $f({'a': 1}))
  ($f := function($x)<j:j> { $x }; $f($sum))
  ($f := function($x, $y)<s+:s> { $x & $y }; $f('a', 'b'))
  ($f := function($x, $y)<n-n:n> { $x - $y }; a.$f(1))
  ($first := $substring(?, 0, 1); $first('hello'))
  ($f := $substring('hello', ?, 2); $f(1))
  ($f := function($x, $y) { $x - $y }; $g := $f(?, 1); $g(5))
  ($f := function($x, $y) { $x - $y }; $g := $f(10, ?); $g(5))
  ($f := function($x, $y, $z) { $x & $y & $z }; $g := $f(?, 'b', ?); $g('a', 'c'))
  substring(?, 1)
  foo(?, 1)
  $nothing(?, 1)
  ($f := $map(?, function($x) { $x + 1 }); $f(many))
  ($compose := function($f, $g) { function($x) { $g($f($x)) } }; $h := $compose($uppercase, $length); $h(t))
  ($m := /l+/; $m(t).match)
  ($m := /l/; $m(t).next().start)
  $map(members, function($m) { $m.wage > 100 ? $m.name })
  members.$map(kin, function($k) { $k.name })
  members.($sum(kin.n))
  $count(members[wage > 0]) > 1 and t = 'hello'
  $uppercase(5)
  $uppercase(t, t)
  $sum(1, 2)
  $now('[Y]') = $now('[Y]')
  ($x := 1; $string($x) & $string($$.a))
`);

/** Sources that do not parse. */
export const syntaxCorpus: readonly string[] = lines(`
  a +
  (a
  [1, 2
  {'a' 1}
  'open
  a b
  $x := 
  a := 1
  function(x) { x }
  a.[b
  /
  //
  /ab
  "\\q"
  "\\u00zz"
  a^(
  members{name: age}{name: age}
  a@b
  a#b
  a[0]@$x
  a^(b)@$x
  |a|
  1e999
  *a(
  a ? b :
  %
  1 @$x.%
  /* open
  function($x)<z<n>> { $x }
  function($x)<(a<n>n)> { $x }
  a ~> 
`);
