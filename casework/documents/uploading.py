"""Reading what a browser sends, keeping no more than the limit: a film of 2 GB comes neither into memory nor
onto the disk. The form still gets to tell it, at its field, with what else was typed."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

MB = 1024 * 1024
MAX_BYTES = 25 * MB
MAX_TOGETHER = 100 * MB
# What is too much is read and dropped: a browser that isn't listened to shows that the connection broke, and
# no form. Beyond this the reading stops all the same; sooner for who is not signed in.
READ_ON = 4096 * MB
READ_ON_FOR_STRANGERS = 50 * MB


class TeGroot(UploadedFile):
    """Stands for a file of which the content was dropped: it has a name, no content, and is refused."""

    def __init__(self, name: str, field_name: str, size: int) -> None:
        super().__init__(ContentFile(b""), name=name, size=size)
        self.field_name = field_name


class LimitedUploadHandler(FileUploadHandler):
    """The first of the handlers: the others get no more than the limit."""

    chunk_size = 256 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.together = 0
        self.dropping = False
        known = getattr(getattr(request, "user", None), "is_authenticated", False)
        self.most = MAX_TOGETHER + (READ_ON if known else READ_ON_FOR_STRANGERS)

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.dropping = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.together += len(raw_data)
        if start + len(raw_data) > MAX_BYTES or self.together > MAX_TOGETHER:
            self.dropping = True
        if self.together > self.most:
            self.request.afgebroken = TeGroot(self.file_name, self.field_name, self.together)
            raise StopUpload(connection_reset=True)
        return None if self.dropping else raw_data

    def file_complete(self, file_size: int) -> TeGroot | None:
        if not self.dropping:
            return None
        for other in self.request.upload_handlers:
            if getattr(other, "file", None) is not None:
                other.file.close()
        return TeGroot(self.file_name, self.field_name, file_size)


def files_of(request: HttpRequest) -> MultiValueDict | None:
    """What a form is given as its files: also the one at which the reading stopped."""
    if request.method != "POST":
        return None
    files = request.FILES.copy()
    stopped = getattr(request, "afgebroken", None)
    if stopped is not None:
        files.appendlist(stopped.field_name, stopped)
    return files


def fingerprint(files: MultiValueDict | None) -> str:
    """Tells whether the same files were sent again; "" without any."""
    found = hashlib.sha256()
    for name, uploads in sorted(files.lists()) if files else ():
        for upload in uploads:
            found.update(repr((name, upload.name, upload.size)).encode("utf-8", "replace"))
            for chunk in upload.chunks():
                found.update(chunk)
            upload.seek(0)
    return found.hexdigest() if files else ""
