import { expect, test } from '@jest/globals';
import { LocalFiles, type LocalFileStore } from '../../runtime/portal/offline/local-files';
import type { LocalFile } from '../../runtime/portal/offline/portal-database';

function open(fails = 0) {
  const kept = new Map<string, LocalFile>();
  const store: LocalFileStore = {
    get: async (id) => kept.get(id),
    put: async (id, file) => void kept.set(id, file),
  };
  const uploads: string[] = [];
  let left = fails;
  const files = new LocalFiles(async (file) => {
    if (left > 0) {
      left -= 1;
      throw new Error('no line');
    }
    uploads.push(`${file.name}:${await file.text()}`);
    return { fileId: `f${uploads.length}`, name: file.name, size: file.size, type: file.type };
  }, store);
  return { files, uploads };
}

const photo = (text: string): File => new File([text], '房屋.jpg', { type: 'image/jpeg' });

test('a photo taken without a line is sent with the form, and named there by the server’s id', async () => {
  const { files, uploads } = open();
  const kept = await files.keep(photo('abc'));
  expect(files.addressOf(kept.fileId)).toBeNull();
  const body = { forms: { survey: { photos: [kept], rows: [{ proof: [kept] }] } } };
  const settled = await files.settled(body);
  expect(uploads).toEqual(['房屋.jpg:abc']);
  expect(settled.forms.survey.photos).toEqual([
    { fileId: 'f1', name: '房屋.jpg', size: 3, type: 'image/jpeg' },
  ]);
  expect(settled.forms.survey.rows[0]?.proof[0]?.fileId).toBe('f1');
  expect(files.addressOf(kept.fileId)).toBe('/api/files/f1');
  // The form still names it as before.
  expect(body.forms.survey.photos[0]?.fileId).toBe(kept.fileId);
});

test('what was uploaded before the line broke is not uploaded again', async () => {
  const { files, uploads } = open();
  const one = await files.keep(photo('1'));
  await files.settled({ photos: [one] });
  const two = await files.keep(photo('2'));
  await files.settled({ photos: [one, two] });
  await files.settled({ photos: [one, two] });
  expect(uploads).toEqual(['房屋.jpg:1', '房屋.jpg:2']);
});

test('without a line nothing is sent half', async () => {
  const { files, uploads } = open(1);
  const body = { photos: [await files.keep(photo('1'))] };
  await expect(files.settled(body)).rejects.toThrow('no line');
  expect(uploads).toEqual([]);
  expect((await files.settled(body)).photos[0]?.fileId).toBe('f1');
});

test('a body without such files goes out as it is', async () => {
  const { files } = open();
  const body = { forms: { a: { files: [{ fileId: 'f9', name: 'x' }] } } };
  expect(await files.settled(body)).toBe(body);
});
