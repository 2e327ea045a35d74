#!/usr/bin/env python3
"""Marked text in, gold out: the one way gold articles are made.

    gold.py build  [DIR]       write the text and JSON of every src/*.gold.txt of DIR (default: own)
    gold.py check  [DIR]       build in memory and fail if a file on disk differs or is left over
    gold.py lint   [DIR]       names left unmarked, doubtful sentence ends: to be read by a person
    gold.py count  [DIR]       mentions of each type, records and zones, by split
    gold.py export DIR OUT     OUT/dev and OUT/test: gold as NNN.json with records.jsonl (gold as records)
    gold.py agree  A B         two annotations of one text (marked files) side by side
    gold.py real   SRC DATA    marked copies of articles whose text may not be kept -> real/*.json
    gold.py draft  DATA CORPUS ID   the plain text of a data row, escaped, to be marked

The mark-up is described in README.md. Offsets are UTF-8 bytes, end exclusive.
"""
import collections, glob, gzip, hashlib, json, os, re, shlex, sys

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = ['person', 'org', 'place', 'norp', 'date', 'money', 'number', 'role', 'programme', 'equipment']
LETTER = dict(zip('polndm#rgq', TYPES))
PREFIX = {'P': 'person', 'O': 'org', 'PL': 'place', 'N': 'norp', 'G': 'programme', 'Q': 'equipment', 'R': 'role'}
BOILERPLATE = {'advertisement', 'comment_form', 'source_line', 'metadata_date', 'dateline', 'editor_note', 'photo_credit',
               'photo_caption', 'related_link', 'call_to_action', 'contributor_line', 'navigation', 'subscription'}
BASIS = {'before': 'title_before_name', 'after': 'apposition_after_name', 'counterpart': 'implied_by_counterpart', 'unnamed': 'unnamed_holder'}
STATUS = set('agreed committed reaffirmed target intended planned discussed requested called_for hoped possible negotiating '
             'signed not_agreed ongoing done position statement assessment'.split())
KIND = {'talks', 'visit', 'summit', 'dialogue', 'conference', 'signing', 'exercise'}
THEMES = set('political defence exercises defence_industry trade investment technology economic_security infrastructure energy '
             'space_cyber people regional multilateral conflict counter_terror development rights'.split())


class Fault(Exception):
    """Something in a marked file that cannot be read; the message names the place."""


# --- the marked text -------------------------------------------------------------------------------------------------

def scan(body, crlf=False):
    """Marked text -> (text, zones, mentions); positions are characters of the text."""
    out, zones, mentions, stack, n, i = [], [], [], [], 0, 0
    def put(s):
        nonlocal n
        if crlf: s = s.replace('\n', '\r\n')
        out.append(s); n += len(s)
    def close(upto):
        if zones and zones[-1]['end'] is None: zones[-1]['end'] = upto
    def at(): return 'line %d: %r' % (body.count('\n', 0, i) + 1, body[max(0, i - 30):i + 30])
    while i < len(body):
        c = body[i]
        if c == '\\':
            u = re.match(r'\\u\{([0-9a-f]+)\}', body[i:])
            if u: put(chr(int(u[1], 16))); i += len(u[0])
            else: put(body[i + 1]); i += 2
        elif c == '{':
            spec, bar, _ = body[i + 1:].partition('|')
            if not bar or '\n' in spec: raise Fault('a mark without "|" at ' + at())
            stack.append({'spec': spec.split(), 'start': n, 'depth': len(stack)}); mentions.append(stack[-1]); i += len(spec) + 2
        elif c == '}':
            if not stack: raise Fault('"}" closes nothing at ' + at())
            stack.pop()['end'] = n; i += 1
        elif c == '<':
            tag = re.match(r'<(/?)(\w+)((?: [^<>]*)?)>', body[i:])
            if not tag: raise Fault('"<" that is no tag (write \\<) at ' + at())
            shut, name, rest = tag[1], tag[2], tag[3].split()
            if stack: raise Fault('a tag inside a mark at ' + at())
            if shut: close(n)
            elif name == 's': zones[-1]['breaks'].append(n)
            elif name in 'thbp': close(n); zones.append({'zone': name, 'rest': rest, 'start': n, 'end': None, 'breaks': []})
            else: raise Fault('unknown tag at ' + at())
            i += len(tag[0])
        else:
            if c == '\n' and zones and zones[-1]['zone'] == 'p': close(n)
            put(c); i += 1
    close(n)
    if stack: raise Fault('a mark is never closed: %r' % stack[-1]['spec'])
    return ''.join(out), zones, mentions


def trim(text, start, end):
    while start < end and text[start].isspace(): start += 1
    while end > start and text[end - 1].isspace(): end -= 1
    return start, end


def number(word):
    x = float(word)
    return int(x) if x == int(x) else x


class Entities:
    """Entity rows `ID = name | other surface … ; key=value`, looked up by type and surface."""
    def __init__(self): self.rows, self.by_surface = {}, {}
    def add(self, line):
        head, _, extra = line.partition(' ; ')
        ident, _, names = head.partition(' = ')
        ident, names = ident.strip(), [x.strip() for x in names.split(' | ')]
        kind = PREFIX.get(ident.partition(':')[0])
        if not kind: raise Fault('entity id %r' % ident)
        row = self.rows.setdefault(ident, {'id': ident, 'type': kind, 'canonical': names[0]})
        row.update(x.split('=', 1) for x in shlex.split(extra))
        for name in names:
            self.by_surface.setdefault((kind, name.lower() if kind == 'role' else name), set()).add(ident)
    def find(self, kind, surface):
        surface = re.sub(r'\s+', ' ', surface.replace('\u00ad', ''))
        kinds = ('place', 'norp') if kind == 'norp' else (kind,)
        hits = set().union(*(self.by_surface.get((k, surface.lower() if kind == 'role' else surface), set()) for k in kinds))
        if len(hits) == 1: return hits.pop()
        raise Fault('%s %r: %s' % (kind, surface, 'ambiguous ' + str(sorted(hits)) if hits else 'no entity row has this surface'))
    def copy(self):
        e = Entities(); e.rows = {k: dict(v) for k, v in self.rows.items()}; e.by_surface = {k: set(v) for k, v in self.by_surface.items()}
        return e


def mention(spec, surface, entities):
    """What a mark says, without its place."""
    kind = LETTER.get(spec[0])
    if not kind: raise Fault('unknown type letter in %r' % spec)
    m, words = {'type': kind, 'entity': None}, []
    for word in spec[1:]:
        if word in ('optional', 'doubt'): m[word] = True
        elif word.startswith('>'): m['refers_to'] = word[1:]
        elif word.startswith('~'): m['approx'] = word[1:].replace('_', ' ')
        elif word.startswith('metonym='): m['metonym_of'] = word[8:]
        elif word.startswith('range='): m['range_part'] = word[6:]
        elif word in ('unresolved', 'resolved'): m['resolved'] = word == 'resolved'
        elif kind in ('date', 'money', 'number'): words.append(word)
        elif word.partition(':')[0] in PREFIX: m['entity'] = word
        else: raise Fault('%r in a mark of type %s' % (word, kind))
    if kind == 'date':
        if words:
            m['value'] = None if words[0] == '?' else words[0]
            m.setdefault('resolved', words[0] != '?' and 'X' not in words[0])
            if re.match(r'P[T\d]', words[0]): m['kind'] = 'duration'
    elif kind == 'money':
        if words:
            low, _, high = words[0].partition('..')
            m['amount'] = number(low)
            if high: m['amount_max'] = number(high)
            if len(words) > 1: m['currency'] = None if words[1] == '?' else words[1]
    elif kind == 'number':
        m['value'] = number(words[0]) if words else None
        m['kind'] = 'count' if re.fullmatch(r'[\d,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve', surface) else 'ordinal'
    elif m['entity'] is None and entities is not None: m['entity'] = entities.find(kind, surface)
    return m


# --- an article -------------------------------------------------------------------------------------------------------

def split_file(source):
    """Header lines, the marked text, the record lines."""
    head, sep1, rest = source.partition('--- text\n')
    body, sep2, records = rest.partition('--- records\n')
    if not sep1: raise Fault('no "--- text" line')
    return head.splitlines(), body, records.splitlines()


def pairs(words):
    out, bare = {}, []
    for w in words:
        k, eq, v = w.partition('=')
        if eq and re.fullmatch(r'\w+', k): out[k] = v
        else: bare.append(w)
    return bare, out


class Article:
    """One marked file, read."""
    def __init__(self, path, shared=None):
        self.path = path
        self.name = os.path.basename(path).removesuffix('.gold.txt')
        self.split = 'test' if self.name.startswith('test_') else 'dev'
        head, body, records = split_file(open(path, encoding='utf-8', newline='').read())
        self.entities = shared.copy() if shared else None
        self.meta, self.doubts, self.crlf, self.data = {}, [], False, None
        try:
            for line in head: self.header(line)
            self.text, zones, marks = scan(body, self.crlf)
            self.byte = [0]
            for c in self.text: self.byte.append(self.byte[-1] + len(c.encode()))
            if self.entities:
                for line in records:
                    if re.match(r'(?:%s):\S+ = ' % '|'.join(PREFIX), line): self.entities.add(line)
            self.zones = self.cut(zones)
            self.mentions = self.place(marks)
            self.records = self.read_records(records)
        except Fault as f: raise Fault('%s: %s' % (os.path.basename(path), f)) from None

    def header(self, line):
        word, _, rest = line.partition(' ')
        if word == 'meta': self.meta.update({k: None if v == '-' else v for k, v in pairs(shlex.split(rest))[1].items()})
        elif word == 'newline': self.crlf = rest.strip() == 'crlf'
        elif word == 'doubt': self.doubts.append(rest)
        elif word == 'data': self.data = rest.split()
        elif line.strip() and not line.startswith('#'): raise Fault('header line %r' % line)

    def span(self, start, end, **more):
        return {'start': self.byte[start], 'end': self.byte[end], **more}

    def surface(self, start, end): return self.text[start:end]

    def cut(self, zones):
        """Zones with trimmed character spans; every non-blank character is in exactly one."""
        inside = [0] * len(self.text); out = []
        for z in zones:
            s, e = trim(self.text, z['start'], z['end'])
            if s == e: continue
            if z['zone'] == 'b' and z['rest'][0] not in BOILERPLATE: raise Fault('boilerplate kind %r' % z['rest'])
            for t in z['rest'] if z['zone'] == 'p' else []:
                if t.lstrip('+') not in THEMES: raise Fault('theme %r' % t)
                if t in ('exercises', 'defence_industry') and not {'defence', '+defence'} & set(z['rest']): raise Fault('%s without its parent: %r' % (t, z['rest']))
            for k in range(s, e): inside[k] += 1
            z.update(start=s, end=e); out.append(z)
        if zones:
            for k, c in enumerate(self.text):
                if not c.isspace() and inside[k] != 1: raise Fault('in %d zones: %r' % (inside[k], self.text[max(0, k - 20):k + 30]))
        return out

    def place(self, marks):
        out = []
        for k in sorted(marks, key=lambda m: (m['start'], m['depth'])):
            s, e = k['start'], k['end']
            surface = self.surface(s, e)
            if surface != surface.strip() or not surface: raise Fault('blank at the edge of mark %r' % surface)
            m = mention(k['spec'], surface, self.entities)
            zone = next((z for z in self.zones if z['start'] <= s and e <= z['end']), None)
            if self.zones and not zone: raise Fault('mark %r crosses a zone' % surface)
            name = {'t': 'title', 'h': 'heading', 'b': 'boilerplate', 'p': 'body'}[zone['zone']] if zone else 'body'
            if k['depth']: m['nested'] = True
            if zone and zone['zone'] == 'b' and zone['rest'][0] == 'dateline': m['optional'] = True
            out.append({'at': (s, e), 'zone': name, 'surface': surface, **m})
        return out

    def find(self, quote):
        """Evidence by its words: `first words … last words`; `#2 ` before takes the second place of the first words."""
        nth, want = 1, quote.strip()
        m = re.match(r'#(\d+) ', want)
        if m: nth, want = int(m[1]), want[m.end():]
        first, dots, last = want.partition(' … ')
        unescape = lambda s: re.sub(r'\\u\{([0-9a-f]+)\}', lambda u: chr(int(u[1], 16)), s)
        first, last = unescape(first), unescape(last)
        text = self.text.replace('\u00a0', ' ')   # a no-break space is written as a space in evidence
        places = [x.start() for x in re.finditer(re.escape(first), text)]
        if len(places) < nth or (not m and len(places) != 1): raise Fault('evidence %r stands at %d places' % (first, len(places)))
        s = places[nth - 1]; e = s + len(first)
        if dots:
            k = text.find(last, e)
            if k < 0: raise Fault('evidence %r … %r' % (first, last))
            e = k + len(last)
        return s, e

    def sentences(self):
        out = []
        for z in (z for z in self.zones if z['zone'] == 'p'):
            cuts = [z['start']] + z['breaks'] + [z['end']]
            z['sentences'] = [len(out), len(out) + len(cuts) - 1]
            for a, b in zip(cuts, cuts[1:]):
                s, e = trim(self.text, a, b)
                if s >= e: raise Fault('empty sentence near %r' % self.text[a:a + 30])
                out.append((s, e))
        return out

    def read_records(self, lines):
        """Record lines and their evidence lines, in the shape of the record."""
        out = {'roles': [], 'meetings': [], 'claims': [], 'quotes': []}; last = None
        for line in lines:
            if line.startswith('@'):
                if last is None: raise Fault('evidence before a record: %r' % line)
                last['evidence'].append(self.find(line[1:])); continue
            if not line.strip() or line.startswith('#') or re.match(r'(?:%s):\S+ = ' % '|'.join(PREFIX), line): continue
            bare, kv = pairs(shlex.split(line)); kind = bare[0]
            ids = lambda key: [x for x in kv.get(key, '').split(',') if x]
            null = lambda key: None if kv.get(key, '-') == '-' else kv[key]
            soft = {k: True for k in ('optional', 'doubt') if k in bare}
            note = {'note': kv['note']} if 'note' in kv else {}
            if kind == 'role':
                last = {'person': None if bare[1] == '-' else bare[1], 'role': kv['as'], 'role_id': null('id') or (self.entities.find('role', kv['as']) if self.entities else None),
                        'org': null('org'), 'country': null('country'), 'basis': BASIS[kv['basis']], **note, **soft}
                if 'country_basis' in kv: last['country_basis'] = kv['country_basis']
                out['roles'].append(last)
            elif kind == 'meeting':
                if kv['kind'] not in KIND or kv['status'] not in ('held', 'planned', 'ongoing', 'mentioned'): raise Fault(line)
                last = {'event': bare[1], 'kind': kv['kind'], 'status': kv['status'], 'participants': ids('who'), 'parties': ids('parties'), 'places': ids('places')}
                if 'series' in kv: last['series'] = kv['series']
                if 'edition' in kv: last['edition'] = int(kv['edition'])
                last['date'] = None
                if 'date' in kv:
                    surface, _, value = kv['date'].rpartition(':')
                    last['date'] = {'surface': surface or None, 'value': None if value == '?' else value, 'resolved': value != '?' and 'X' not in value}
                    if 'date_basis' in kv: last['date']['basis'] = kv['date_basis']
                last.update(note, **soft); out['meetings'].append(last)
            elif kind == 'claim':
                if kv['status'] not in STATUS: raise Fault('status in %r' % line)
                last = {'id': bare[1], 'who': ids('who'), 'verb': kv['verb'], 'status': kv['status'], 'what': kv['what'], **note, **soft}
                if 'by' in kv: last['attributed_to'] = kv['by']
                figures = {k: (number(v) if k in ('amount', 'amount_max') else v) for k, v in kv.items() if k in ('amount', 'amount_max', 'currency', 'period', 'year', 'count', 'percent')}
                if figures: last['figures'] = figures
                out['claims'].append(last)
            elif kind == 'quote':
                last = {'speaker': None if bare[1] == '-' else bare[1], 'kind': 'indirect' if 'indirect' in bare else 'direct', 'cue': null('cue'), **note, **soft}
                if last['kind'] == 'indirect': last['optional'] = True
                out['quotes'].append(last)
            else: raise Fault('record line %r' % line)
            last['evidence'] = []
        for rows in out.values():
            for r in rows:
                if not r['evidence']: raise Fault('no evidence: %r' % r)
        return out

    # --- the gold JSON of an own article

    def gold(self):
        sentences = self.sentences(); z = lambda kind: [x for x in self.zones if x['zone'] == kind]
        whole = lambda s, e, **more: self.span(s, e, **more, surface=self.surface(s, e))
        title = z('t')
        if len(title) > 1: raise Fault('%s: two titles' % self.name)
        paragraphs = []
        for i, p in enumerate(z('p')):
            paragraphs.append(self.span(p['start'], p['end'], index=i, surface_start=self.surface(p['start'], min(p['end'], p['start'] + 40)), sentences=p['sentences'],
                              themes=[t for t in p['rest'] if t[0] != '+'], themes_also=[t[1:] for t in p['rest'] if t[0] == '+']))
        rows = [self.span(s, e, index=i, paragraph=next(k for k, p in enumerate(paragraphs) if p['sentences'][0] <= i < p['sentences'][1]), surface=self.surface(s, e))
                for i, (s, e) in enumerate(sentences)]
        def evidence(spans): return [whole(s, e, sentences=[i for i, (a, b) in enumerate(sentences) if s < b and a < e]) for s, e in spans]
        records = {}
        for field, rs in self.records.items():
            records[field] = []
            for r in rs:
                r = dict(r); spans = r.pop('evidence')
                if field == 'quotes': r['quote'] = self.surface(*spans[0]).strip('“”"‘’\'« »')
                known = [r.get('person'), r.get('org'), r.get('country'), r.get('speaker'), r.get('attributed_to')] + r.get('participants', []) + r.get('parties', []) + r.get('places', []) + r.get('who', [])
                for e in known:
                    if e and e not in self.entities.rows: raise Fault('%s: no entity %r' % (self.name, e))
                records[field].append({**r, 'evidence': evidence(spans)})
        stem = re.match(r'(?:test_)?\d+', self.name)[0]
        mentions = []
        for i, m in enumerate(self.mentions):
            s, e = m['at']
            if m['entity'] and m['entity'] not in self.entities.rows: raise Fault('%s: no entity %r' % (self.name, m['entity']))
            if m.get('refers_to') and m['refers_to'] not in self.entities.rows: raise Fault('%s: no entity %r' % (self.name, m['refers_to']))
            mentions.append({'index': i, 'type': m['type'], 'start': self.byte[s], 'end': self.byte[e], 'surface': m['surface'],
                             **{k: v for k, v in m.items() if k not in ('at', 'type', 'surface')}})
        meta = {'date': None, 'date_known': 'unknown', 'agency': None, 'place_of_report': None, **self.meta}
        return stem, {'id': stem.removeprefix('test_'), 'file': self.name + '.txt', 'bytes': self.byte[-1], 'split': self.split,
                      'offset_unit': 'byte of the UTF-8 file, end exclusive',
                      'clean': {'boilerplate': [whole(x['start'], x['end'], kind=x['rest'][0]) for x in z('b')],
                                'title': whole(title[0]['start'], title[0]['end']) if title else None,
                                'headings': [whole(x['start'], x['end']) for x in z('h')], 'paragraphs': paragraphs},
                      'sentences': rows, 'meta': meta, 'mentions': mentions, **records, 'doubts': self.doubts, 'annotated_types': TYPES}


def dump(value, depth=0):
    """JSON with one row of a list a line."""
    pad = ' ' * (depth + 1)
    if isinstance(value, dict) and depth < 2 and any(isinstance(v, (list, dict)) and v for v in value.values()):
        return '{\n' + ',\n'.join(pad + json.dumps(k) + ': ' + dump(v, depth + 1) for k, v in value.items()) + '\n' + ' ' * depth + '}'
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return '[\n' + ',\n'.join(pad + json.dumps(v, ensure_ascii=False) for v in value) + '\n' + ' ' * depth + ']'
    return json.dumps(value, ensure_ascii=False)


# --- a folder ---------------------------------------------------------------------------------------------------------

def articles(folder):
    shared = Entities()
    for line in open(os.path.join(folder, 'src', 'entities.txt'), encoding='utf-8'):
        if line.strip() and not line.startswith('#'): shared.add(line.strip())
    return [Article(p, shared) for p in sorted(glob.glob(os.path.join(folder, 'src', '*.gold.txt')))]


def products(folder):
    """File name -> bytes of everything made from a folder's src/."""
    out, entities, events = {}, {}, {}
    for a in articles(folder):
        stem, g = a.gold()
        if stem + '.json' in out: raise Fault('two articles are called ' + stem)
        out[a.name + '.txt'] = a.text.encode(); out[stem + '.json'] = (dump(g) + '\n').encode()
        for m in g['mentions']:
            if not m['entity']: continue
            row = entities.setdefault(m['entity'], {**a.entities.rows[m['entity']], 'surfaces': {}, 'articles': []})
            where = row['surfaces'].setdefault(m['surface'], [])
            for x in (where, row['articles']):
                if stem not in x: x.append(stem)
        for m in g['meetings']:
            events.setdefault(m['event'], {'event': m['event'], 'reports': []})['reports'].append({'article': stem, 'kind': m['kind'], 'status': m['status'], 'date': m['date']})
    for row in entities.values(): row['surfaces'] = dict(sorted(row['surfaces'].items()))
    order = list(PREFIX)
    listed = sorted(entities.values(), key=lambda r: (order.index(r['id'].partition(':')[0]), r['id']))
    out['entities.json'] = (dump(listed) + '\n').encode(); out['events.json'] = (dump(list(events.values())) + '\n').encode()
    return out


def on_disk(folder): return {os.path.basename(p) for p in glob.glob(os.path.join(folder, '*.json')) + glob.glob(os.path.join(folder, '*.txt'))}


def build(folder):
    made = products(folder)
    for name in on_disk(folder) - set(made): os.remove(os.path.join(folder, name))
    for name, data in made.items():
        with open(os.path.join(folder, name), 'wb') as f: f.write(data)
    print(len(made), 'files')


def check(folder):
    made, stale = products(folder), []
    for name in sorted(set(made) | on_disk(folder)):
        path = os.path.join(folder, name)
        if name not in made: stale.append('left over: ' + name)
        elif not os.path.exists(path): stale.append('missing: ' + name)
        elif open(path, 'rb').read() != made[name]: stale.append('stale: ' + name)
    print('\n'.join(stale) or '%d files are what their marked text gives' % len(made))
    return 1 if stale else 0


def lint(folder):
    """What a careless annotator leaves behind. Every line is to be looked at, none need be an error."""
    group = articles(folder) if os.path.exists(os.path.join(folder, 'src', 'entities.txt')) else [Article(p) for p in sorted(glob.glob(os.path.join(folder, '*.gold.txt')))]
    everywhere = collections.defaultdict(set)
    for a in group:
        for m in a.mentions:
            if m['type'] in ('person', 'org', 'place', 'norp', 'programme', 'equipment'): everywhere[m['surface']].add(m['type'])
    extra = r'[A-Z$€£¥₹][\w’\'-]*|(?i:yesterday|tomorrow|today|tonight|(?:last|next|this) (?:week|month|year|spring|summer|autumn|winter|quarter))|\d[\d.,]*'
    for a in group:
        covered = [False] * len(a.text)
        for m in a.mentions:
            for k in range(*m['at']): covered[k] = True
            if re.match(r'(?:the|a|an|Mr|Ms|Mrs|Dr|Gen|new|former) ', m['surface']) or re.search(r'[’\']s$|[,;:.“”"]$', m['surface']): print(a.name, 'edge:', m['surface'])
        if a.zones:
            for z in a.zones:
                if z['zone'] == 'b':
                    for k in range(z['start'], z['end']): covered[k] = True
            for s, e in a.sentences():
                for x in re.finditer(r'[.?!]["”’)]* +["“‘(]?[A-Z0-9]', a.text[s:e]): print(a.name, 'one sentence?', a.text[max(s, s + x.start() - 25):s + x.end() + 15])
                if not re.search(r'[.?!:…]["”’\'»)]*$', a.text[s:e]): print(a.name, 'ends oddly:', a.text[max(s, e - 50):e])
        starts = {s for s, _ in a.sentences()} if a.zones else {0}
        seen = set()
        for surface in sorted(everywhere, key=len, reverse=True):
            for x in re.finditer(r'(?<!\w)%s(?!\w)' % re.escape(surface), a.text):
                if not any(covered[x.start():x.end()]): print(a.name, 'unmarked', '/'.join(everywhere[surface]) + ':', a.text[max(0, x.start() - 25):x.end() + 20].replace('\n', ' '))
        for x in re.finditer(extra, a.text):
            if not covered[x.start()] and x.start() not in starts and x[0] not in seen and not re.match(r'.*[.?!:]["”]? +["“]?$', a.text[max(0, x.start() - 4):x.start()]):
                seen.add(x[0]); print(a.name, 'capital or digit:', a.text[max(0, x.start() - 25):x.end() + 20].replace('\n', ' '))


def count(folder):
    rows = collections.defaultdict(collections.Counter)
    for p in sorted(glob.glob(os.path.join(folder, '*.json'))):
        if os.path.basename(p) in ('entities.json', 'events.json'): continue
        g = json.load(open(p, encoding='utf-8')); s = g['split']
        rows['articles'][s] += 1
        for m in g['mentions']:
            kind, nested = (m['type'], m.get('nested')) if isinstance(m, dict) else (m[0], len(m) > 3 and m[3].get('nested'))
            rows['  nested' if nested else kind][s] += 1
        for f in ('sentences', 'roles', 'meetings', 'claims', 'quotes'): rows[f][s] += len(g.get(f) or [])
        for f in ('paragraphs', 'boilerplate', 'headings'): rows[f][s] += len(g.get('clean', {}).get(f, []))
    for k in ['articles'] + TYPES + ['  nested', 'sentences', 'paragraphs', 'headings', 'boilerplate', 'roles', 'meetings', 'claims', 'quotes']:
        print('%-12s dev %5d  test %5d' % (k, rows[k]['dev'], rows[k]['test']))


def export(folder, out):
    for p in glob.glob(os.path.join(out, '*', 'records.jsonl')): os.remove(p)
    for p in sorted(glob.glob(os.path.join(folder, '*.json'))):
        if os.path.basename(p) in ('entities.json', 'events.json'): continue
        g = json.load(open(p, encoding='utf-8')); to = os.path.join(out, g['split']); os.makedirs(to, exist_ok=True)
        with open(os.path.join(to, g['id'] + '.json'), 'w', encoding='utf-8') as f: json.dump(g, f, ensure_ascii=False)
        with open(os.path.join(to, 'records.jsonl'), 'a', encoding='utf-8') as f: f.write(json.dumps(g, ensure_ascii=False) + '\n')


def agree(a, b):
    """Exact agreement of two annotations of one text, a taken as the truth."""
    def f1(x, y): return 2 * len(x & y) / (len(x) + len(y)) if x or y else 1.0
    rows = []
    for path in (a, b):
        folder = os.path.dirname(os.path.dirname(os.path.abspath(a))); shared = Entities()
        for line in open(os.path.join(folder, 'src', 'entities.txt'), encoding='utf-8'):
            if line.strip() and not line.startswith('#'): shared.add(line.strip())
        rows.append(Article(path, shared).gold()[1])
    x, y = rows
    key = lambda g, nested: {(m['type'], m['start'], m['end']) for m in g['mentions'] if bool(m.get('nested')) == nested}
    say = lambda name, p, q: print('%-12s %3d %3d  F1 %.3f' % (name, len(p), len(q), f1(p, q)), *(['  only a: %s; only b: %s' % (sorted(p - q, key=str), sorted(q - p, key=str))] if p != q else []))
    text = open(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(a))), x['file']), 'rb').read()
    show = lambda s: {(t, text[i:j].decode(), i) for t, i, j in s}
    say('mentions', show(key(x, False)), show(key(y, False))); say('nested', show(key(x, True)), show(key(y, True)))
    val = lambda g: {(m['start'], str(m.get('value')), str(m.get('amount')), str(m.get('currency'))) for m in g['mentions'] if m['type'] in ('date', 'money', 'number')}
    say('values', val(x), val(y))
    say('entities', {(m['start'], m['entity']) for m in x['mentions']}, {(m['start'], m['entity']) for m in y['mentions']})
    say('sentences', {(s['start'], s['end']) for s in x['sentences']}, {(s['start'], s['end']) for s in y['sentences']})
    say('themes', {(p['index'], t) for p in x['clean']['paragraphs'] for t in p['themes']}, {(p['index'], t) for p in y['clean']['paragraphs'] for t in p['themes']})
    say('roles', {(r['person'], r['role'].lower(), r['country']) for r in x['roles']}, {(r['person'], r['role'].lower(), r['country']) for r in y['roles']})
    meet = lambda g: {(r['kind'], r['status'], tuple(sorted(r['participants'])), tuple(sorted(r['parties']))) for r in g['meetings'] if not r.get('optional')}
    say('meetings', meet(x), meet(y))
    say('claims', {(r['status'], tuple(r['evidence'][0]['sentences'])) for r in x['claims']}, {(r['status'], tuple(r['evidence'][0]['sentences'])) for r in y['claims']})
    quote = lambda g: {(r['speaker'], r['evidence'][0]['start']) for r in g['quotes'] if r['kind'] == 'direct'}
    say('quotes', quote(x), quote(y))


# --- articles whose text may not be kept ------------------------------------------------------------------------------

def data_text(data, corpus, ident):
    """The text of a data row, as README.md says it is put together."""
    if corpus == 'news_dev':
        for line in gzip.open(os.path.join(data, 'corpus', 'news_dev.jsonl.gz'), 'rt', encoding='utf-8'):
            r = json.loads(line)
            if str(r['id']) == ident: return r['title'] + '\n' + r['body']
    else:
        for line in open(os.path.join(data, 're3d', corpus, 'documents.jsonl'), encoding='utf-8'):
            r = json.loads(line)
            if r['_id'] == ident: return r['text']
    raise Fault('no row %s in %s' % (ident, corpus))


def draft(data, corpus, ident):
    text = data_text(data, corpus, ident)
    print('data %s %s\n--- text\n%s\n--- records' % (corpus, ident, re.sub(r'[\\{}<]', lambda m: '\\' + m[0], text)))


def real(src, data):
    """Offsets and labels only: neither text nor surface nor name goes into the output."""
    to = os.path.join(HERE, 'real'); os.makedirs(to, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(src, '*.gold.txt'))):
        a = Article(path); corpus, ident = a.data
        text = a.text.removesuffix('\n') if a.text != data_text(data, corpus, ident) else a.text
        if text != data_text(data, corpus, ident): raise Fault(a.name + ': the marked text is not the text of the row')
        mentions = []
        for m in a.mentions:
            more = {k: v for k, v in m.items() if k in ('nested', 'optional', 'doubt', 'value', 'resolved', 'amount', 'amount_max', 'currency') and (v or k in ('value', 'resolved', 'currency'))}
            mentions.append([m['type'], a.byte[m['at'][0]], a.byte[m['at'][1]], more])
        names = {}
        for i, m in enumerate(a.mentions):
            if m['entity']: names.setdefault(m['entity'], i)
        def pointer(x):
            if x is None: return None
            if x not in names: raise Fault('%s: no mark carries %r' % (a.name, x))
            return names[x]
        evidence = lambda r: [[a.byte[s], a.byte[e]] for s, e in r['evidence']]
        out = {'id': ident, 'corpus': corpus, 'split': a.split, 'sha256': hashlib.sha256(text.encode()).hexdigest(), 'bytes': len(text.encode()),
               'offset_unit': 'byte of the UTF-8 text, end exclusive', 'date': a.meta.get('date'), 'mentions': mentions}
        clusters = collections.defaultdict(list)
        for i, m in enumerate(a.mentions):
            if m['entity']: clusters[m['entity']].append(i)
        out['entities'] = sorted(clusters.values())
        if a.meta.get('records'):
            role_at = lambda r: next(([a.byte[m['at'][0]], a.byte[m['at'][1]]] for m in a.mentions if m['type'] == 'role' and m['surface'].lower() == r['role'].lower()
                                      and any(s <= m['at'][0] and m['at'][1] <= e for s, e in r['evidence'])), None)
            out['roles'] = [{'person': pointer(r['person']), 'role': role_at(r), 'org': pointer(r['org']), 'country': pointer(r['country']), 'basis': r['basis'],
                             **({'optional': True} if r.get('optional') else {}), 'evidence': evidence(r)} for r in a.records['roles']]
            out['meetings'] = [{'kind': r['kind'], 'status': r['status'], 'participants': [pointer(x) for x in r['participants']], 'parties': [pointer(x) for x in r['parties']],
                                'places': [pointer(x) for x in r['places']], 'date': r['date'] and {'value': r['date']['value'], 'resolved': r['date']['resolved']},
                                **({'optional': True} if r.get('optional') else {}), 'evidence': evidence(r)} for r in a.records['meetings']]
        with open(os.path.join(to, a.name + '.json'), 'w', encoding='utf-8') as f: f.write(dump(out) + '\n')
    print(len(glob.glob(os.path.join(to, '*.json'))), 'files')


def main(argv):
    command, args = (argv + ['check'])[0], argv[1:]
    folder = args[0] if args else os.path.join(HERE, 'own')
    try:
        if command in ('build', 'check', 'lint', 'count'): return globals()[command](folder)
        if command in ('export', 'agree', 'real', 'draft'): return globals()[command](*args)
        print(__doc__); return 2
    except Fault as f:
        print('gold.py:', f); return 1


if __name__ == '__main__': sys.exit(main(sys.argv[1:]))
