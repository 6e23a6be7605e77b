"""Reads and rewrites subtitles, SubRip (``.srt``) and WebVTT (``.vtt``): the spoken text."""

from __future__ import annotations

from workflow.documents.readers.subtitles.subtitle_reader import SubtitleReader

__all__ = ["SubtitleReader"]
