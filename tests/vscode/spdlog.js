// Takes the place of @vscode/spdlog, by which VS Code writes its logs: that is native code, which nobody built here.
// `tests/vscode/setup` puts it there. With it the logs are files, as on any other machine.

const fs = require('fs');
const path = require('path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.file = file;
    this.level = 2;
    this.isPlain = false;
  }
  write(level, text) {
    if (levels.indexOf(level) < this.level) return;
    fs.appendFileSync(this.file, this.isPlain ? text : `${new Date().toISOString()} [${level}] ${text}\n`);
  }
  trace(text) { this.write('trace', text); }
  debug(text) { this.write('debug', text); }
  info(text) { this.write('info', text); }
  warn(text) { this.write('warning', text); }
  error(text) { this.write('error', text); }
  critical(text) { this.write('critical', text); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  clearFormatters() { this.isPlain = true; }
  setPattern() {}
  flush() {}
  drop() {}
}

exports.version = 1011000;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file);
