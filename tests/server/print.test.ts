/**
 * Forms on paper as files: what stands in them is read back out of the PDF and the Word file. Needs `pdftotext`
 * (poppler-utils) for the first; where it is missing, the test says so.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import type { PrintDocument } from '../../runtime/print';
import { Printer } from '../../server/print';
import type { Client } from './support/client';
import { type Office, openOffice } from './support/office';
import { walk, workedExample } from './support/walk';

const directory = mkdtempSync(join(tmpdir(), 'print-'));
const noReader = spawnSync('pdftotext', ['-v']).error?.message;
if (noReader !== undefined) console.warn(`PDFs cannot be read here: ${noReader}`);
const pdfTest = noReader === undefined ? test : test.skip;

let office: Office;
let clerk: Client;
let caseId: string;

beforeAll(async () => {
  office = await openOffice();
  caseId = await walk(office, workedExample('s1'));
  clerk = await office.logIn('heping');
}, 60_000);
afterAll(async () => {
  await office.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function file(client: Client, path: string): Promise<Buffer> {
  const reply = await fetch(`${office.url}/api${path}`, { headers: { cookie: client.cookie } });
  expect(reply.status).toBe(200);
  return Buffer.from(await reply.arrayBuffer());
}

async function submissionPath(formKey: string, format: string): Promise<string> {
  const { submissions } = await clerk.get('getCase', { params: { caseId } });
  const id = submissions.find((one) => one.formKey === formKey)?.id ?? '';
  return `/submissions/${encodeURIComponent(id)}/print?format=${format}`;
}

/** The text of a PDF, page by page, as whoever copies it gets it. */
function pagesOf(pdf: Buffer): string[] {
  const path = join(directory, 'paper.pdf');
  writeFileSync(path, pdf);
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  return text.split('\f').filter((page) => page.trim() !== '');
}

describe('附件3-2 of the worked example S1', () => {
  pdfTest(
    'as PDF: A4, selectable Chinese, the figures of the policy, a head on every page',
    async () => {
      const pdf = await file(clerk, await submissionPath('a32', 'pdf'));
      const info = (() => {
        pagesOf(pdf);
        return execFileSync('pdfinfo', [join(directory, 'paper.pdf')], { encoding: 'utf8' });
      })();
      expect(info).toMatch(/Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/);
      const pages = pagesOf(pdf);
      expect(pages[0]).toContain('附件3-2');
      expect(pages[0]).toContain('致贫返贫风险户收支测算表');
      // domain.md, S1: K 23,520.00, S 16,420.00, T 4,105.00
      const whole = pages.join('\n');
      expect(whole).toMatch(/家庭收入合计 +元 +K +23,520\.00 +K=L\+M\+N\+P/);
      expect(whole).toMatch(/家庭年纯收入 +元 +S +16,420\.00/);
      expect(whole).toMatch(/家庭人均纯收入 +元 +T +4,105\.00/);
      pages.forEach((page, index) => {
        expect(page).toContain(`第 ${index + 1} 页，共 ${pages.length} 页`);
        expect(page).toMatch(/附件3-2 +版本 1\.0\.0/);
      });
      expect(pages[1]).toMatch(/类别 +内容 +单位 +代码 +数额 +备注/);
    },
  );

  test('as Word: the same cells, the head row repeated, page numbers as fields', async () => {
    const zip = await JSZip.loadAsync(await file(clerk, await submissionPath('a32', 'docx')));
    const text = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const cells = [...text.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) =>
      [...cell.matchAll(/<w:t[ >][^<]*?>?([^<>]*)<\/w:t>/g)].map(([, words]) => words).join(''),
    );
    const at = cells.indexOf('家庭人均纯收入');
    expect(cells.slice(at, at + 4)).toEqual(['家庭人均纯收入', '元', 'T', '4,105.00']);
    expect(text).toMatch(/<w:tblHeader\/>/);
    expect(text).toContain('方正小标宋简体');
    const footer = Object.keys(zip.files).find((name) => /word\/footer\d*\.xml/.test(name)) ?? '';
    expect(await zip.file(footer)?.async('string')).toMatch(/PAGE.*NUMPAGES/s);
  });
});

describe('附件1', () => {
  pdfTest('is a letter whose places are filled, with the family below it', async () => {
    const [page = ''] = pagesOf(await file(clerk, await submissionPath('a1', 'pdf')));
    const letter = page.replace(/\s/g, '');
    expect(letter).toContain('户主普正荣，家庭人口4人，其中劳动力2人');
    expect(letter).toContain('532599197403120012');
    expect(page).toMatch(/申请人（签字、按手印）： +普正荣/);
  });

  pdfTest('shows no identity number to whoever may not see it', async () => {
    const path = await submissionPath('a1', 'pdf');
    const reviewer = await office.logIn('lizhiqiang');
    const page = pagesOf(await file(reviewer, path)).join('\n');
    expect(page).toContain('普正荣');
    expect(page).not.toContain('532599197403120012');
    const audited = await office.context.models.audit.find({ action: 'printForm' }).lean();
    expect(audited.map((one) => one.detail)).toContain('脱贫监测户申请书');
  });

  pdfTest('empty: lines to write on, and rows', async () => {
    const pdf = await file(clerk, '/matters/mile-2020/forms/a1/print?format=pdf');
    const page = pagesOf(pdf).join('\n').replace(/\s/g, '');
    expect(page).toMatch(/家庭人口_+人，其中劳动力_+人/);
    expect(page).toMatch(/序号姓名与户主关/);
  });
});

test('a stranger gets neither the form nor a word of it', async () => {
  const path = await submissionPath('a1', 'pdf');
  const stranger = await office.logIn('longtan-clerk');
  const reply = await fetch(`${office.url}/api${path}`, { headers: { cookie: stranger.cookie } });
  expect(reply.status).toBe(404);
  const odd = await fetch(`${office.url}/api${path.replace('pdf', 'exe')}`, {
    headers: { cookie: clerk.cookie },
  });
  expect(odd.status).toBe(400);
});

test('ten people print at once', async () => {
  const path = await submissionPath('a31', 'pdf');
  const files = await Promise.all(Array.from({ length: 10 }, () => file(clerk, path)));
  for (const pdf of files) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('a drawn signature is drawn, and what is no stroke is not', async () => {
  const paper = (path: string): PrintDocument => ({
    title: '承诺书',
    annex: null,
    orientation: 'portrait',
    isLetter: true,
    blocks: [],
    signatures: [{ title: '申请人', content: { kind: 'strokes', path, name: '普正荣' } }],
    footer: null,
    mark: null,
  });
  const printer = new Printer();
  try {
    const picturesIn = async (path: string): Promise<string[]> => {
      const zip = await JSZip.loadAsync(await printer.print('docx', paper(path)));
      const names = Object.keys(zip.files).filter((name) => name.endsWith('.svg'));
      return Promise.all(names.map(async (name) => (await zip.file(name)?.async('string')) ?? ''));
    };
    const stroke = 'M10 20L30.5 40M50 60L70 80';
    expect(await picturesIn(stroke)).toEqual([expect.stringContaining(`d="${stroke}"`)]);
    expect(await picturesIn('M0 0"/><image href="file:///etc/passwd"/>')).toEqual([]);
    const drawn = await printer.print('pdf', paper(stroke));
    const plain = await printer.print('pdf', paper(''));
    expect(drawn.subarray(0, 5).toString()).toBe('%PDF-');
    expect(drawn.length).not.toBe(plain.length);
  } finally {
    printer.stop();
  }
});
