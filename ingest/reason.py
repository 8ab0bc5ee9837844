"""What the system says of a file, in Vietnamese."""

import errno

_SAID = {
    errno.ENOENT: "không tìm thấy tệp hoặc thư mục",
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EISDIR: "là thư mục, cần một tệp",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ELOOP: "liên kết vòng",
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "lỗi đọc ghi đĩa",
}


def reason(error: OSError) -> str:
    """Words without a full stop, to stand after the file's name; the system's own for what is not known here."""
    return _SAID.get(error.errno or 0) or error.strerror or str(error)
