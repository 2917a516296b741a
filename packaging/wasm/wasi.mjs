// The part of WASI (preview 1) that hsmeta uses, over files in memory: what a page can give it in place of a disk.

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const SUCCESS = 0;
const BADF = 8;
const EXIST = 20;
const INVAL = 28;
const ISDIR = 31;
const NOENT = 44;
const NOTDIR = 54;
const NOTEMPTY = 55;

const DIRECTORY = 3;
const REGULAR = 4;

const CREATE = 1;
const EXCLUSIVE = 4;
const TRUNCATE = 8;

/** The first descriptor that is not a stream: the root, which is given from the start. */
const ROOT = 3;

/** A tree: a folder is a map of names, a file an object with its bytes. Bytes are replaced, never changed. */
export class Files {
    root = new Map();

    /** The node at a path below a folder. */
    find(path, folder = this.root) {
        let node = folder;
        for (const name of names(path)) {
            if (!(node instanceof Map)) return undefined;
            node = node.get(name);
        }
        return node;
    }

    /** The folder of a path, and the last name. */
    parent(path, folder = this.root) {
        const all = names(path);
        const name = all.pop();
        return { folder: this.find(all.join("/"), folder), name };
    }

    read(path) {
        return this.find(path)?.bytes;
    }

    write(path, bytes) {
        const all = names(path);
        const name = all.pop();
        let folder = this.root;
        for (const parent of all) {
            if (!(folder.get(parent) instanceof Map)) folder.set(parent, new Map());
            folder = folder.get(parent);
        }
        folder.set(name, { bytes });
    }

    remove(path) {
        const { folder, name } = this.parent(path);
        return folder instanceof Map && folder.delete(name);
    }

    rename(from, to) {
        const node = this.find(from);
        if (!node) return false;
        this.remove(from);
        this.write(to, new Uint8Array());
        const { folder, name } = this.parent(to);
        folder.set(name, node);
        return true;
    }

    all() {
        const files = new Map();
        const pending = [["", this.root]];
        while (pending.length > 0) {
            const [path, node] = pending.pop();
            if (node instanceof Map) {
                for (const name of [...node.keys()].sort().reverse()) pending.push([path ? `${path}/${name}` : name, node.get(name)]);
            } else {
                files.set(path, node.bytes);
            }
        }
        return files;
    }
}

/** The names of a path. No link is ever in between, so `..` takes away the name before it. */
function names(path) {
    const found = [];
    for (const name of path.split("/")) {
        if (name === "..") found.pop();
        else if (name !== "" && name !== ".") found.push(name);
    }
    return found;
}

/**
 * The functions of WASI.
 * @param call what the current call sees: `args`, `stdin`, `output` (parts of stdout and stderr) and `files`
 * @param memory the buffer of the instance, which is another one whenever its memory has grown
 */
export function host(call, memory) {
    const opened = new Map();
    const inodes = new WeakMap();
    let inode = 0;

    const view = () => new DataView(memory());
    const bytes = (at, length) => new Uint8Array(memory(), at, length);
    const text = (at, length) => decoder.decode(bytes(at, length));
    const node = (fd) => (fd === ROOT ? call.files.root : opened.get(fd)?.node);
    const at = (fd, path, length) => call.files.find(text(path, length), node(fd));
    const type = (found) => (found instanceof Map ? DIRECTORY : REGULAR);

    function number(found) {
        if (!inodes.has(found)) inodes.set(found, ++inode);
        return BigInt(inodes.get(found));
    }

    function putFilestat(found, out) {
        if (!found) return NOENT;
        bytes(out, 64).fill(0);
        view().setBigUint64(out + 8, number(found), true);
        view().setUint8(out + 16, type(found));
        view().setBigUint64(out + 24, 1n, true);
        view().setBigUint64(out + 32, BigInt(found.bytes?.length ?? 0), true);
        return SUCCESS;
    }

    function* vectors(list, count) {
        for (let index = 0; index < count; index++) {
            const vector = list + 8 * index;
            yield bytes(view().getUint32(vector, true), view().getUint32(vector + 4, true));
        }
    }

    function putSizes(strings, count, size) {
        view().setUint32(count, strings.length, true);
        view().setUint32(size, strings.reduce((sum, string) => sum + encoder.encode(string).length + 1, 0), true);
        return SUCCESS;
    }

    function putStrings(strings, pointers, buffer) {
        for (const [index, string] of strings.entries()) {
            const encoded = encoder.encode(`${string}\0`);
            view().setUint32(pointers + 4 * index, buffer, true);
            bytes(buffer, encoded.length).set(encoded);
            buffer += encoded.length;
        }
        return SUCCESS;
    }

    const source = (fd) => (fd === 0 ? call : opened.get(fd));
    const content = (fd) => (fd === 0 ? call.stdin : node(fd)?.bytes);

    return {
        args_sizes_get: (count, size) => putSizes(call.args, count, size),
        args_get: (pointers, buffer) => putStrings(call.args, pointers, buffer),
        environ_sizes_get: (count, size) => putSizes([], count, size),
        environ_get: () => SUCCESS,
        clock_time_get(_clock, _precision, out) {
            view().setBigUint64(out, BigInt(Date.now()) * 1_000_000n, true);
            return SUCCESS;
        },
        random_get(buffer, length) {
            crypto.getRandomValues(bytes(buffer, length));
            return SUCCESS;
        },
        sched_yield: () => SUCCESS,
        proc_exit(code) {
            throw new Error(`exit ${code}`);
        },

        fd_prestat_get(fd, out) {
            if (fd !== ROOT) return BADF;
            view().setUint32(out, 0, true);
            view().setUint32(out + 4, 1, true);
            return SUCCESS;
        },
        fd_prestat_dir_name(_fd, path) {
            bytes(path, 1)[0] = "/".charCodeAt(0);
            return SUCCESS;
        },
        fd_fdstat_get(fd, out) {
            const found = node(fd);
            if (fd >= ROOT && !found) return BADF;
            bytes(out, 24).fill(0);
            // A stream is no terminal.
            view().setUint8(out, found ? type(found) : REGULAR);
            view().setBigUint64(out + 8, ~0n, true);
            view().setBigUint64(out + 16, ~0n, true);
            return SUCCESS;
        },
        fd_filestat_get: (fd, out) => putFilestat(fd < ROOT ? { bytes: new Uint8Array() } : node(fd), out),
        fd_close: (fd) => (opened.delete(fd) ? SUCCESS : BADF),
        fd_sync: () => SUCCESS,
        fd_read(fd, list, count, out) {
            const [from, all] = [source(fd), content(fd)];
            if (!all) return BADF;
            let read = 0;
            for (const target of vectors(list, count)) {
                const start = from.position ?? 0;
                const part = all.subarray(start, start + target.length);
                target.set(part);
                from.position = start + part.length;
                read += part.length;
            }
            view().setUint32(out, read, true);
            return SUCCESS;
        },
        fd_write(fd, list, count, out) {
            const parts = [...vectors(list, count)].map((part) => part.slice());
            const written = parts.reduce((sum, part) => sum + part.length, 0);
            if (fd === 1 || fd === 2) {
                call.output[fd - 1].push(...parts);
            } else {
                const to = opened.get(fd);
                if (!to?.node.bytes) return BADF;
                for (const part of parts) {
                    const grown = new Uint8Array(Math.max(to.node.bytes.length, to.position + part.length));
                    grown.set(to.node.bytes);
                    grown.set(part, to.position);
                    to.node.bytes = grown;
                    to.position += part.length;
                }
            }
            view().setUint32(out, written, true);
            return SUCCESS;
        },
        fd_seek(fd, offset, whence, out) {
            const found = opened.get(fd);
            if (!found?.node.bytes) return BADF;
            const base = [0, found.position, found.node.bytes.length][whence];
            found.position = base + Number(offset);
            view().setBigUint64(out, BigInt(found.position), true);
            return SUCCESS;
        },
        fd_readdir(fd, buffer, length, cookie, out) {
            const folder = node(fd);
            if (!(folder instanceof Map)) return NOTDIR;
            let used = 0;
            const entries = [...folder].slice(Number(cookie));
            for (const [index, [name, entry]] of entries.entries()) {
                const encoded = encoder.encode(name);
                const record = new Uint8Array(24 + encoded.length);
                const fields = new DataView(record.buffer);
                fields.setBigUint64(0, cookie + BigInt(index) + 1n, true);
                fields.setBigUint64(8, number(entry), true);
                fields.setUint32(16, encoded.length, true);
                fields.setUint8(20, type(entry));
                record.set(encoded, 24);
                // A record that is cut off says that there are more.
                const part = record.subarray(0, length - used);
                bytes(buffer + used, part.length).set(part);
                used += part.length;
                if (used === length) break;
            }
            view().setUint32(out, used, true);
            return SUCCESS;
        },

        path_filestat_get: (fd, _flags, path, length, out) => putFilestat(at(fd, path, length), out),
        path_readlink: (fd, path, length) => (at(fd, path, length) ? INVAL : NOENT),
        path_open(fd, _lookup, path, length, options, _rights, _inherited, _flags, out) {
            let found = at(fd, path, length);
            if (found && options & EXCLUSIVE) return EXIST;
            if (!found) {
                if (!(options & CREATE)) return NOENT;
                const { folder, name } = call.files.parent(text(path, length), node(fd));
                if (!(folder instanceof Map)) return NOENT;
                found = { bytes: new Uint8Array() };
                folder.set(name, found);
            }
            if (options & 2 && type(found) !== DIRECTORY) return NOTDIR;
            if (options & TRUNCATE) found.bytes = new Uint8Array();
            let next = ROOT + 1;
            while (opened.has(next)) next++;
            opened.set(next, { node: found, position: 0 });
            view().setUint32(out, next, true);
            return SUCCESS;
        },
        path_create_directory(fd, path, length) {
            if (at(fd, path, length)) return EXIST;
            const { folder, name } = call.files.parent(text(path, length), node(fd));
            if (!(folder instanceof Map)) return NOENT;
            folder.set(name, new Map());
            return SUCCESS;
        },
        path_link(fd, _flags, path, length, toFd, to, toLength) {
            const found = at(fd, path, length);
            if (!found) return NOENT;
            if (at(toFd, to, toLength)) return EXIST;
            const { folder, name } = call.files.parent(text(to, toLength), node(toFd));
            if (!(folder instanceof Map)) return NOENT;
            folder.set(name, found);
            return SUCCESS;
        },
        path_rename(fd, from, fromLength, toFd, to, toLength) {
            const found = at(fd, from, fromLength);
            if (!found) return NOENT;
            const source = call.files.parent(text(from, fromLength), node(fd));
            const target = call.files.parent(text(to, toLength), node(toFd));
            if (!(target.folder instanceof Map)) return NOENT;
            source.folder.delete(source.name);
            target.folder.set(target.name, found);
            return SUCCESS;
        },
        path_unlink_file(fd, path, length) {
            const found = at(fd, path, length);
            if (!found) return NOENT;
            if (found instanceof Map) return ISDIR;
            const { folder, name } = call.files.parent(text(path, length), node(fd));
            folder.delete(name);
            return SUCCESS;
        },
        path_remove_directory(fd, path, length) {
            const found = at(fd, path, length);
            if (!found) return NOENT;
            if (!(found instanceof Map)) return NOTDIR;
            if (found.size > 0) return NOTEMPTY;
            const { folder, name } = call.files.parent(text(path, length), node(fd));
            folder.delete(name);
            return SUCCESS;
        },
    };
}
