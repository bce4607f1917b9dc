import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler, Router } from 'express';
import multer from 'multer';
import { recordAction } from '../../audit/record-action';
import { findCase } from '../../cases/case-store';
import { maySeeCase } from '../../commands/case-queries';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { FileDocument } from '../../models/office';
import { refuse } from '../refusal';
import { type Locals, register } from '../register';

const MAX_BYTES = 20 * 1024 * 1024;

/** What may be uploaded, told by the first bytes, not by what the browser says. */
const SIGNATURES: ReadonlyArray<{ readonly type: string; readonly bytes: readonly number[] }> = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/webp', bytes: [0x52, 0x49, 0x46, 0x46] },
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46] },
  { type: 'application/zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: 'application/x-cfb', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
];

function typeOf(content: Buffer): string | undefined {
  return SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte))
    ?.type;
}

/** A file is its uploader's until it is submitted; then it is for everyone who may see the case. */
async function maySeeFile(
  server: ServerContext,
  viewer: Viewer,
  file: FileDocument,
): Promise<boolean> {
  if (file.uploadedBy === viewer.id) return true;
  for (const caseId of file.caseIds) {
    const document = await findCase(server, caseId);
    if (document !== null && (await maySeeCase(server, viewer, document))) return true;
  }
  return false;
}

/** Uploads, kept by the hash of their content; never served as pages. */
export function fileRoutes(router: Router, server: ServerContext): void {
  const upload: RequestHandler = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: MAX_BYTES, files: 1 },
  }).single('file');

  router.post('/files', (request, response, next) => {
    if ((response.locals as Locals).viewer === null) next(refuse(401, 'HTTP-UNAUTHENTICATED'));
    else upload(request, response, next);
  });

  register(router, 'uploadFile', async ({ viewer, request }) => {
    const { file } = request;
    if (file === undefined) throw refuse(400, 'FILE-MISSING');
    const type = typeOf(file.buffer);
    if (type === undefined) throw refuse(415, 'FILE-TYPE', { type: file.mimetype });
    const hash = createHash('sha256').update(file.buffer).digest('hex');
    await mkdir(server.filesDirectory, { recursive: true });
    const path = join(server.filesDirectory, hash);
    await writeFile(`${path}.part`, file.buffer);
    await rename(`${path}.part`, path);
    const document: FileDocument = {
      _id: randomUUID(),
      hash,
      name: Buffer.from(file.originalname, 'latin1').toString('utf8').slice(0, 200),
      size: file.size,
      type,
      uploadedBy: viewer.id,
      uploadedAt: server.clock(),
      caseIds: [],
    };
    await server.models.files.create(document);
    await recordAction(server, viewer, 'uploadFile', document._id, hash);
    return { fileId: document._id, name: document.name, size: document.size, type };
  });

  register(router, 'getFile', async ({ viewer, params, response }) => {
    const file = await server.models.files
      .findById(params['fileId'] ?? '')
      .lean<FileDocument | null>();
    if (file === null || !(await maySeeFile(server, viewer, file))) {
      throw refuse(404, 'HTTP-NOT-FOUND');
    }
    const inline = file.type.startsWith('image/');
    response.setHeader('Content-Type', file.type);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    response.setHeader(
      'Content-Disposition',
      `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
    await new Promise<void>((resolve, reject) => {
      createReadStream(join(server.filesDirectory, file.hash))
        .on('error', reject)
        .pipe(response)
        .on('finish', resolve);
    });
  });
}
