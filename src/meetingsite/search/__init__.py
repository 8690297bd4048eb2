"""Full-text search over the published site: any substring, nothing else, by double-click and over the web.

The index is JavaScript files under ``search/``, each one call of a function of ``SEARCH`` (``static/search.js``), so
that ``<script src>`` loads them from ``file://`` as well as over http.

=========================  =========================================================================================
``search/index.js``        ``index(format, length of the register, files of names, folded characters of GB 2312)``
``search/common.js``       ``common([character or word …])``: what :mod:`~.spelling` spells with two bytes
``search/folds.js``        ``folds("old new old new …")`` without spaces: characters :mod:`~.fold` puts together
``search/SEGMENT/…``       ``first.js``: ``segment(name, key, first number, units, units of titles, [first term of each
                           chunk …])``; ``N.js``: ``chunk(name, key, N, [group of terms …], "list list …")``.
                           SEGMENT is base, middle or latest (:mod:`~.layout`); terms are spelled, lists are numbers
                           (:mod:`~.packed`): gaps between places (:mod:`~.postings`), or between documents, each
                           followed by its weight (:mod:`~.segments`)
``search/texts/N.js``      ``texts(N, whether a character is folded, [[url, title, …] or 0 …])``: :mod:`~.texts`
``search/facets/N.js``     ``facets(N, …)``; ``search/topics/N.js`` and ``search/agencies/N.js`` likewise:
                           :mod:`~.facets`
``search/names/N.js``      ``names(N, [[name, kind, url, note, count] …])``: :mod:`~.names`
``data/search/register/``  ids by number: :mod:`~.register`
=========================  =========================================================================================

Every file is a function of the register, the documents and the names. ``parts`` gives the index piece by piece, each
with a key, so that a build makes only the pieces whose key is new::

    register = Register.read(published).with_documents(ids)
    for part in parts(register, digests, named):
        if part.key not in store: write(part.files(fetch))
"""

from .fold import fold
from .parts import Part, index_files, parts
from .register import Register, RegisterError
from .searchable import NamedKind, NamedPage, Searchable, digest

__all__ = [
    "NamedKind",
    "NamedPage",
    "Part",
    "Register",
    "RegisterError",
    "Searchable",
    "digest",
    "fold",
    "index_files",
    "parts",
]
