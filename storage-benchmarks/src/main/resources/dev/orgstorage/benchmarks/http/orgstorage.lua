-- What is sent to the server for each shape of request. ${…} is filled from the target; new_name and new_size are new each time.
return {
  list = { method = "GET", path = "/api/storage/list?limit=50" },
  page = { method = "GET", path = "/api/storage/list?limit=50&cursor=${cursor}" },
  list1000 = { method = "GET", path = "/api/storage/list?limit=1000" },
  search = { method = "GET", path = "/api/storage/list?limit=50&q=${name}&type=${type}" },
  download = { method = "POST", path = "/api/storage/download-url", body = '{"id":"${id}"}' },
  upload = {
    method = "POST",
    path = "/api/storage/upload-url",
    body = '{"fileName":"${new_name}","fileType":"image/jpeg","fileSize":${new_size}}',
  },
}
