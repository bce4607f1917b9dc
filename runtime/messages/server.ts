import type { MessageTable } from './format';

/** Refusals of the HTTP API, by stable code. */
export const serverMessages = {
  'HTTP-BAD-REQUEST': {
    zh: '提交的内容不完整或格式不对。',
    en: 'The request is incomplete or malformed.',
  },
  'HTTP-UNAUTHENTICATED': { zh: '请先登录。', en: 'Please log in.' },
  'HTTP-FORBIDDEN': { zh: '您没有权限做这件事。', en: 'You are not allowed to do this.' },
  'HTTP-CSRF': { zh: '页面已过期，请刷新后再试。', en: 'The page has expired; reload it.' },
  'HTTP-NOT-FOUND': {
    zh: '没有找到，可能已被移走或不在您的范围内。',
    en: 'Not found, or outside your reach.',
  },
  'HTTP-TOO-LARGE': { zh: '提交的内容太大。', en: 'The request is too large.' },
  'HTTP-TOO-MANY': {
    zh: '操作太频繁，请 {minutes} 分钟后再试。',
    en: 'Too many attempts; try again in {minutes} minutes.',
  },
  'HTTP-INTERNAL': {
    zh: '服务器出错了，已记录。请稍后重试，或把编号 {id} 告诉管理员。',
    en: 'The server failed; the error {id} is recorded.',
  },
  'AUTH-WRONG': { zh: '用户名或密码不对。', en: 'Wrong user name or password.' },
  'AUTH-SETUP-CODE': {
    zh: '设置码不对，请查看服务器启动时打印的设置码。',
    en: 'Wrong set-up code; see the server’s log.',
  },
  'AUTH-SETUP-DONE': { zh: '已经有管理员了，请登录。', en: 'There is an administrator already.' },
  'DRAFT-CONFLICT': {
    zh: '这份草稿刚被别人改过，请刷新后再改。',
    en: 'Someone else saved this draft meanwhile.',
  },
  'IMPORT-UNDER-WAY': {
    zh: '您的上一个名单还在导入，等它完成后再上传。',
    en: 'Your last list is still being imported.',
  },
  'HTTP-STORE-FULL': {
    zh: '服务器磁盘已满，这次没有保存，请联系管理员清理磁盘后再试。',
    en: 'The server’s disk is full; nothing was saved. Please ask the administrator.',
  },
  'ABSENCE-SUBSTITUTE': {
    zh: '没有这个人，或者其账号已停用，请另选代办人。',
    en: 'There is no such person, or the account is disabled.',
  },
  'ABSENCE-ONESELF': { zh: '请选择别人代办。', en: 'Choose someone other than yourself.' },
  'ABSENCE-DAYS': {
    zh: '结束日期不能早于开始日期，也不能早于今天。',
    en: 'The last day may not be before the first, or past.',
  },
  'ABSENCE-OVERLAP': {
    zh: '这些天已经登记过请假，请先结束原来的。',
    en: 'You are away on some of these days already.',
  },
  'DRAFT-SENT': { zh: '这份申请已经提交，不能再改。', en: 'The application has been sent.' },
  'CASE-CONFLICT': {
    zh: '这件事正被别人办理，请刷新后再试。',
    en: 'Someone else is working on this case.',
  },
  'CASE-OUT-OF-REACH': {
    zh: '“{unit}”不在您的管辖范围内，请由当地经办人申报。',
    en: '{unit} is outside your reach; ask the clerk there to apply.',
  },
  'HTTP-TOO-MANY-LOG-INS': {
    zh: '登录太频繁，请 1 分钟后再试。',
    en: 'Too many log-ins; try again in a minute.',
  },
  'FILE-MISSING': { zh: '请选择要上传的文件。', en: 'Choose a file to upload.' },
  'FILE-TYPE': {
    zh: '不支持这种文件（{type}）。请上传图片、PDF、Word 或 Excel 文件。',
    en: 'Files of type {type} are not accepted.',
  },
  'PKG-PROBLEMS': {
    zh: '还有 {count} 个问题没有解决，不能发布。',
    en: '{count} problems keep it from being published.',
  },
  'PKG-SCENARIOS': {
    zh: '有 {count} 个场景没有通过，不能发布。',
    en: '{count} scenarios fail; it cannot be published.',
  },
  'PKG-VERSION': {
    zh: '新版本号须大于 {current}。',
    en: 'The new version must be greater than {current}.',
  },
  'PKG-POST-NOBODY': {
    zh: '环节“{step}”由 {roles} 办理，现在没有人担任。请先安排人员，或改办理人、改“没有人能办时”的做法。',
    en: 'Nobody holds {roles}, who perform “{step}”.',
  },
  'PKG-POST-SOME': {
    zh: '环节“{step}”没有人能办时会停下，而 {count} 个单位没有人担任 {roles}，如 {units}。',
    en: '“{step}” stops when nobody can do it, and at {count} units nobody holds {roles}, such as {units}.',
  },
  'OPS-NO-VERSION': {
    zh: '没有 {version} 版，或这一版里没有流程 {process}。',
    en: 'There is no version {version} with the process {process}.',
  },
  'OPS-SAME-VERSION': {
    zh: '要迁移的版本和目标版本相同，请另选目标版本。',
    en: 'The source and the target version are the same.',
  },
  'OPS-DRAFT-BROKEN': {
    zh: '草稿还有 {count} 个问题，改好之后才能试算。',
    en: 'The draft has {count} problems; correct them first.',
  },
  'OPS-NO-HISTORY': {
    zh: '这件事留下的过程不够重演：{detail}',
    en: 'What history has of the case is not enough to play it again: {detail}',
  },
  'PKG-NO-DRAFT': { zh: '没有草稿可以发布。', en: 'There is no draft to publish.' },
} as const satisfies MessageTable;
